"""The report as an Excel workbook: `book.write_xlsx`. Imported only where a workbook is asked for."""
