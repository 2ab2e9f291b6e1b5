"""A log that grows, of which each part is read once: that of a hub which many tests share has megabytes."""

import codecs
from dataclasses import dataclass, field
from pathlib import Path

OVERLAP = 20_000
"""Letters that are looked through again: a line may have been read before its end was written."""


@dataclass
class GrowingLog:
    """What a process writes into a file, until another process begins it anew."""

    file: Path
    text: str = ""
    _process: int = 0
    _read: int = 0
    _looked: int = 0
    _decoder: codecs.IncrementalDecoder = field(init=False)

    def read_on(self, process: int) -> str:
        """All that the process has written until now."""
        if process != self._process:
            self._process, self._read, self._looked, self.text = process, 0, 0, ""
            self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        with self.file.open("rb") as log:
            log.seek(self._read)
            new = log.read()
        self._read += len(new)
        self.text += self._decoder.decode(new)
        return self.text

    def since_last_look(self) -> str:
        """What was read since this was last asked, and a little of what was before it."""
        begin, self._looked = max(0, self._looked - OVERLAP), len(self.text)
        return self.text[begin:]
