"""Runs the train.py in each folder of a folder with each list of words in its file `calls`; writes down the exit codes and what they complain of."""
import contextlib
import io
import json
import sys

from folders import each_folder

for _ in each_folder(sys.argv[1]):
    import train  # that of this folder

    found = []
    for words in json.load(open("calls", encoding="utf-8")):
        sys.argv = ["train.py", *words]
        code = 0
        with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(io.StringIO()):
            try:
                train.main()
            except SystemExit as end:
                code = end.code
        found.append([code, said.getvalue()])
    with open("found", "w", encoding="utf-8") as file:
        json.dump(found, file)
