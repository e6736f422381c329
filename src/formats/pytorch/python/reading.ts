/** How table.py reads a file: what is found out of how it is written is what `parseCsv` finds out. */
export const readingText = (): string => String.raw`DELIMITERS = "\t;|,"
FILE = TABLE["file"]  # what a person said of how files are written
WANTED = [column["column"] for column in TABLE["inputs"]]


def refuse(place, expected, received):
    raise ValueError(f"{place}: expected {expected}, received {received}")


def text_of(path):
    """The text of a file, gzip or not: as it is said, else UTF-16 or UTF-8, else windows-1252."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        encoding = FILE.get("encoding") or ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            if FILE.get("encoding"):
                refuse(path, f"a text in {encoding}", "other bytes")
            between = {i: bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(128, 160)}
            return data.decode("latin-1").translate(between)
    except FileNotFoundError:
        refuse(path, "a CSV file", "none")
    except IsADirectoryError:
        refuse(path, "a CSV file", "a folder")
    except OSError as error:
        refuse(path, "a CSV file", (error.strerror or "another one").lower())
    except (EOFError, zlib.error):
        refuse(path, "a CSV file", "gzip that is cut or damaged")


def comment_of(text):
    """# where a text begins with it, unless that line is as a header is."""
    first, second = (re.split("\r\n?|\n", text, 2) + [""])[:2]
    header = not re.match(r"#[\s#!]", text) and any(mark in first and mark in second for mark in DELIMITERS)
    return "#" if text.startswith("#") and not header else ""


def records(text, delimiter, quote, comment):
    """Rows of cells, without comments and empty lines."""

    def lines():
        inside = False
        for line in io.StringIO(text, newline=""):
            if comment and not inside and line.startswith(comment):
                continue
            inside ^= quote != "" and line.count(quote) % 2 == 1
            yield line

    quoting = {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}
    return (row for row in csv.reader(lines(), delimiter=delimiter, skipinitialspace=True, **quoting) if row)


def regularity(rows):
    """The share of rows that have the most frequent number of cells, 0 where that is one."""
    widths = [len(row) - (row[-1] == "") for row in rows]
    width, count = collections.Counter(widths).most_common(1)[0] if widths else (0, 0)
    return count / len(widths) if width > 1 else 0


def distinct(names):
    """Names of their own: one that has none is called by its position, one that comes again gets a number."""
    taken, counts, found = set(), {}, []
    for i, original in enumerate(names):
        base = name = original or f"column_{i + 1}"
        while name in taken or (name != original and name in names):
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}_{counts[base]}"
        taken.add(name)
        found.append(name)
    return found


def read_csv(path, labeled=False):
    """The rows of a file, as texts by the names of its columns. Labeled rows have the column of the target, too."""
    text = text_of(path)
    announced = re.match("sep=([,;|\t])\r?\n", text)
    text = text[announced.end() :] if announced else text
    quote, comment = FILE.get("quote", '"'), FILE.get("comment", comment_of(text))
    share = lambda mark: regularity(list(itertools.islice(records(text, mark, quote, comment), 50)))
    found = announced[1] if announced else max(DELIMITERS, key=lambda mark: (share(mark), mark == ","))
    try:
        rows = list(records(text, FILE.get("delimiter", found), quote, comment))
    except csv.Error as error:
        refuse(path, "CSV", error)
    if not rows:
        refuse(path, "a row of column names and rows of cells", "none")
    wanted = WANTED + ([TARGET["column"]] if TARGET else [])
    given, first = FILE.get("header"), [name if name in wanted else name.strip(" \t") for name in rows[0]]
    nameless = all(re.fullmatch("column_[0-9]+", name) for name in WANTED) and 2 * sum(name in first for name in WANTED) < len(WANTED)
    headed = not isinstance(given, list) and (given if given is not None else not nameless)
    names, rows = (first, rows[1:]) if headed else (given or [""] * len(first), rows)
    if rows and len(names) > 1 and all(len(row) == len(names) + 1 and row[-1] != "" for row in rows):
        names = ["", *names]  # as R writes the names of rows
    elif len(names) > 1 and names[-1] == "" and all(row[len(names) - 1 :] in ([], [""]) for row in rows):
        names = names[:-1]  # each line ends in a delimiter
    names = distinct(names)
    lacking = [name for name in WANTED + ([TARGET["column"]] if labeled else []) if name not in names]
    if lacking:
        refuse(path, f"the columns {', '.join(WANTED)}", f"none of the name {', '.join(lacking)}, of {', '.join(names)}")
    if not rows:
        refuse(path, "rows below the column names", "none")
    for n, row in enumerate(rows):
        if len(row) != len(names) and row[len(names) :] != [""] and not (FILE.get("ragged") and len(row) < len(names)):
            refuse(f"{path}, row {n + 1}", f"{len(names)} cells", len(row))
    return [dict(zip(names, row)) for row in rows]


`;
