#!/usr/bin/env python3
"""Worst inputs of 1 MB: time and memory of mend and read on texts made to cost as much as can be.

usage: bench/worst.py BINARY [CASE ...]     exit 1 where one takes over 1 s or over 20 x its size + 50 MB
Every case is a text that was or may be dear for some stage: one endless line, half a million lines, marks and holes
everywhere, every encoding, seams in every line, nothing but what opens a sentence, a matter, a date, a quotation.
"""
import io
import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

SIZE = 1_000_000
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
HAN = [chr(c) for c in range(0x4E00, 0x9FA5)]
SEAMS = ["会議", "縣?", "??", "政府", "規(guī)", "產(chǎn)業(yè)", "。縣", "?ｈ"]
COUNTY = Path(__file__).parent.parent / "examples" / "county"
dice = random.Random(5)


def filled(unit):
    data = unit.encode() if isinstance(unit, str) else unit
    return (data * (SIZE // len(data) + 1))[:SIZE]


def drawn(pool, n):
    return "".join(dice.choice(pool) for _ in range(n))


def lines(line):
    out, size = [], 0
    while size < SIZE:
        out.append(line())
        size += len(out[-1].encode()) + 1
    return "\n".join(out).encode()[:SIZE]


def docx(paragraphs):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("word/document.xml", "w") as document:
            document.write(b"<w:document xmlns:w='x'><w:body>")
            for paragraph in paragraphs:
                document.write(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>".encode())
            document.write(b"</w:body></w:document>")
    return packed.getvalue()


def pdf(stream, pages=1):
    """A PDF whose pages all draw the same packed stream."""
    packed, font = zlib.compress(stream, 9), "/Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (6 + i) for i in range(pages))),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<<%s/DescendantFonts[5 0 R]>>" % font.encode(),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>",
    ] + [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"] * pages
    out, at = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % a for a in at)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(at) + 1, table, end)


def shown(text, y):
    return f"BT /F1 9 Tf 20 {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def cases():
    repeated = {
        "holes": "?", "holes_lines": "?\n", "holes_long_lines": "?" * 60 + "\n", "wide_holes": "？", "hole_before_han": "县?",
        "holes_between": "会?议??", "empty_lines": "\n", "blanks": " ", "blank_lines": "  \n", "one_letter": "a",
        "short_lines": "会议要求\n", "carriage_returns": "会议\r", "tabs": "会\t议\t", "controls": "\x07", "zeros": "\0",
        "zero_width": "\u200b", "private_use": "\ue000", "emoji": "😀", "entities": "&#x4f1a;", "escapes": "\\u4f1a",
        "glosses": "產(chǎn)業(yè)發(fā)展", "seam_ends": "規(gui)?;⒄;", "parentheses": "（", "short_parentheses": "(a)",
        "quotes": "“", "titles": "《", "colons": "：", "semicolons": "要；", "digits": "1", "numbering": "一、",
        "demands": "会议要求，要", "dates": "3月3日前", "units": "县发改局、", "names": "张三、", "meetings": "县政府第3次常务会议召开。",
        "matters_lines": "会议听取了县发改局关于经济运行情况的汇报。会议要求，县发改局要在3月底前完成。\n",
        "matters": "会议听取了县发改局关于经济运行情况的汇报。会议要求，县发改局要在3月底前完成。",
        "labels": "牵头单位：县住建局；完成时限：3月底；\n", "headings": "一、关于安全生产\n", "agreed": "会议同意。",
        "traditional": "縣長主持召開縣政府常務會議，研究部署經濟運行工作。\n", "mojibake": "ä¼šè®®", "gbk_of_utf8": "浼氳", "accents": "é",
    }  # fmt: skip
    for name, unit in repeated.items():
        yield name, filled(unit)
    garbled = (COUNTY / "meeting-second.garbled.txt").read_bytes()
    yield "garbled", filled(garbled)
    yield "garbled_one_line", filled(garbled.replace(b"\n", b""))
    yield "clean", filled((COUNTY / "meeting-clean.txt").read_bytes())
    yield "random_han", lines(lambda: drawn(HAN, 80))
    yield "random_han_one_line", drawn(HAN, SIZE // 3).encode()
    yield "common_han", lines(lambda: drawn(COMMON, 38))
    yield "common_han_one_line", drawn(COMMON, SIZE // 3).encode()
    yield "seams", lines(lambda: drawn(SEAMS, 30))
    yield "lost_bytes", lines(lambda: drawn(COMMON, 20) + "?" + drawn(HAN, 20))
    yield "runs_of_holes", lines(lambda: "?" * dice.randint(1, 60) + drawn(COMMON, 2))
    yield "gb18030", drawn(COMMON, SIZE // 2).encode("gb18030")
    yield "big5", drawn("縣政府會議經濟發展產業規劃", SIZE // 2).encode("big5")
    yield "utf16", drawn(COMMON, SIZE // 2).encode("utf-16-le")
    yield "utf16_bom", b"\xff\xfe" + drawn(COMMON, SIZE // 2).encode("utf-16-le")
    yield "bytes", dice.randbytes(SIZE)
    yield "high_bytes", bytes(dice.randint(0x80, 0xFF) for _ in range(SIZE))
    yield "rare_gbk", filled(b"\x81\x40\x81\x41")
    yield "surrogates", filled(b"\xed\xa0\x80")
    yield "random_han.docx", docx(drawn(HAN, 80) for _ in range(5600))
    said = [[drawn(HAN, 80) for _ in range(98)] for _ in range(56)]  # again in part: as much text as its packing lets through
    yield "said_again.docx", docx(p for paragraphs in said for p in paragraphs + paragraphs[:49])
    long = [drawn(HAN, 7900) for _ in range(56)]
    yield "long_again.docx", docx(p for paragraph in long for p in (paragraph, paragraph[:3900]))
    yield "one_piece.docx", docx(itertools.repeat(drawn(HAN, 9000), 4000))
    yield "no_text.docx", docx(itertools.repeat("", 1_000_000))
    yield "drawing.pdf", pdf(b"0 0 m 9 9 l S\n" * 3_500_000)
    yield "one_page_often.pdf", pdf(b"".join(shown("会议要求，要抓好落实。" * 5, y) for y in range(20, 820, 10)), 4000)
    yield "words.pdf", pdf(b"".join(shown(" ".join(drawn(HAN, 30)), i % 800) for i in range(9000)))
    yield "random_han.pdf", pdf(b"".join(shown(drawn(HAN, 60), 800 - i % 80 * 10) for i in range(6000)))
    yield "pages.pdf", pdf(shown("会议要求，要抓好落实。", 400), 9000)
    yield "page.html", b"<html><body>" + filled("<p>会议要求</p>") + b"</body></html>"
    yield "deep.html", b"<html><body>" + filled("<div>")
    yield "open_tags.html", filled("<b>要")


def main(binary, wanted):
    rows, over = [], 0
    with tempfile.TemporaryDirectory() as folder:
        if os.fork() == 0:  # apart: a child that is measured counts its parent's memory as its own
            for name, data in cases():
                if not wanted or name in wanted:
                    (Path(folder) / (name if "." in name else name + ".txt")).write_bytes(data)
            os._exit(0)
        if os.wait()[1] != 0:
            sys.exit("the inputs could not be made")
        for path in sorted(Path(folder).iterdir()):
            name, size = path.name.removesuffix(".txt"), path.stat().st_size
            for command in ("mend", "read"):
                began = time.monotonic()
                run = subprocess.Popen([binary, command, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                _, status, usage = os.wait4(run.pid, 0)
                seconds, megabytes, code = time.monotonic() - began, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)
                bad = seconds > 1 or megabytes > 50 + 20 * size / 1e6 or code not in (0, 3)
                over += bad
                rows.append((seconds, megabytes, command, name, code, bad))
            path.unlink()
    rows.sort(reverse=True)
    for place, (seconds, megabytes, command, name, code, bad) in enumerate(rows):
        if bad or wanted or place < 5:
            print(f"{name:22}{command:6}{seconds:6.2f} s {megabytes:7.1f} MB  exit {code}{'  OVER' if bad else ''}")
    print(f"{len(rows)} runs, {over} over; longest {rows[0][0]:.2f} s, most {max(r[1] for r in rows):.1f} MB")
    return 1 if over else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
