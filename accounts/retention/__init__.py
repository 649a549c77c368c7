"""What goes of accounts, signing in and the rows without a domain, and what a legal hold keeps (docs/privacy.md)."""

from accounts.retention import common_rows, data, following, imports, signing_in

__all__ = ["common_rows", "data", "following", "imports", "signing_in"]
