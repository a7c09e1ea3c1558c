"""The kinds of file the platform knows, by their content; and the sets that a form may allow."""

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV = "text/csv"
TEXT = "text/plain"
ZIP = "application/zip"

IMAGES = frozenset({JPEG, PNG, WEBP})
SPREADSHEETS = frozenset({XLSX, XLS, ODS, CSV})
EVIDENCE = frozenset({PDF}) | IMAGES
DOCUMENTS = frozenset({PDF, DOCX, ODT})

# How each kind is called by people, and the ending its stored name gets.
NAMES = {
    PDF: ("PDF", ".pdf"),
    JPEG: ("foto JPG", ".jpg"),
    PNG: ("imagen PNG", ".png"),
    WEBP: ("imagen WebP", ".webp"),
    XLSX: ("Excel (XLSX)", ".xlsx"),
    XLS: ("Excel antiguo (XLS)", ".xls"),
    ODS: ("hoja de LibreOffice (ODS)", ".ods"),
    DOCX: ("Word (DOCX)", ".docx"),
    DOC: ("Word antiguo (DOC)", ".doc"),
    ODT: ("texto de LibreOffice (ODT)", ".odt"),
    PPTX: ("PowerPoint (PPTX)", ".pptx"),
    CSV: ("CSV", ".csv"),
    TEXT: ("texto", ".txt"),
    ZIP: ("ZIP", ".zip"),
}
