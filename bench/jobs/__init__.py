"""What is measured by itself, beside a figure that it should reach: mail, tasks, PDFs, the browser, many rows."""
