"""Many articles in, many out. Beside the command line, this is the only place that reads and writes.

::

    names -> find_sources -> Source.records -> Record -> Conversion -> Result -> Sink.put

Each step is a value or a function of its own: :mod:`~articlekit.archive.source` finds and reads,
:mod:`~articlekit.read.decode` makes text of bytes, :mod:`~articlekit.archive.convert` makes outputs of records (and
does no I/O), :mod:`~articlekit.archive.sink` writes, :mod:`~articlekit.archive.run` joins them.
"""
