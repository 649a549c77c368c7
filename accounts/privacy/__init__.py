"""What accounts, signing in and the rows without a domain hold of whom (docs/privacy.md)."""

from accounts.privacy import common_rows, complaints, ended_accounts, imports, people, signing_in

__all__ = ["common_rows", "complaints", "ended_accounts", "imports", "people", "signing_in"]
