"""What is raised where no PDF can be written."""


class PdfUnavailable(Exception):
    """This machine cannot write PDFs; the message says what to install."""
