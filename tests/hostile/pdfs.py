"""Small PDFs written by hand, for what no honest program would write."""

from __future__ import annotations

import zlib


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    content = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(content + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def drawing(commands: bytes, kids: bytes = b"[3 0 R]", count: int = 1, entries: bytes = b"") -> list[bytes]:
    """Return the objects of a document of one page that is drawn by `commands`."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> >>",
        stream(commands, entries),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(
            b"\xff" * 300,
            b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        ),
    ]


WORDS = b"BT /F 12 Tf 50 700 Td (The mayor said that the bridge was open.) Tj ET"


def flate_bomb(gigabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b"0 0 m " * 174_763
    packed = b"".join(packer.compress(block) for _ in range(1024 * gigabytes)) + packer.flush()
    return pdf(drawing(packed, entries=b"/Filter /FlateDecode"))


def encrypted() -> bytes:
    lock = b"<" + b"5a" * 32 + b">"
    return pdf(
        [*drawing(WORDS), b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >>" % (lock, lock)],
        b"/Encrypt 7 0 R /ID [<aa> <aa>]",
    )
