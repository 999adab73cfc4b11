"""Fuzzing: bytes that grow by what they reach in articlekit, and what must hold whatever they are.

`harnesses.py`  what is tried with an input, one function for each reader and one for the loop of reading and rendering
`seeds.py`      the inputs to begin with: the cases, the examples, and the files in `corpus`
`corpus`        small inputs written for fuzzing, a folder for each harness
`mutating.py`   how inputs are changed, so that JSON stays JSON
`words`         what is put into inputs, a dictionary of libFuzzer's for each kind of source
`crashes`       inputs that once showed a fault, a folder for each harness
`__main__.py`   the long run: `python tests/fuzz html --minutes 30`

`test_fuzz.py` tries all seeds and crashes in every run of the tests, and has atheris try some thousand more.
"""
