"""Many articles in, many out. Beside the command line, this is the only place that reads and writes.

::

    names -> Inputs -> Source.records -> Record -> Conversion -> Result -> Sink.put
                                              (Pool)             (Journal)

Each step is a value or a function of its own: :mod:`~articlekit.archive.inputs` finds files and reads them,
:mod:`~articlekit.archive.sources` cut them into records and make articles of these, a module for each format,
:mod:`~articlekit.archive.convert` makes outputs of a record (and does no I/O), :mod:`~articlekit.archive.pool` does so
in several processes, :mod:`~articlekit.archive.sink` writes, :mod:`~articlekit.archive.journal` writes down what was
done, and :mod:`~articlekit.archive.run` joins them.
"""
