"""The grammar of the texts that people type: one for the page, the e-mail and the PDF; docs/texts.md describes it."""
