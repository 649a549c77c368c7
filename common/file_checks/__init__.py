"""What a file really holds, and what is taken out of it.

Each module reads one family of files and is run by `apart` in a process of its own, which knows neither Django nor the
settings, and which may be killed. It answers with codes; the words for them stand in `common/documents/refusals.py`.
"""
