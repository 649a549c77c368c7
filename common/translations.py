"""The texts of a language, without the catalogs that hold none.

Python looks in "en" for what "en_GB" does not have, and Django brings such a catalog from each app it knows: nothing
but headers, and a dozen look-ups for every word of a page.
"""

from django.utils.translation import trans_real


def drop_empty_catalogs(language):
    """Take the catalogs that have no text out of the chain that is asked for each text of a language."""
    catalog = trans_real.translation(language)
    while catalog._fallback is not None:
        if any(getattr(catalog._fallback, "_catalog", {})):
            catalog = catalog._fallback
        else:
            catalog._fallback = catalog._fallback._fallback
