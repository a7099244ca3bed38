"""What `import egovkit` costs a program that only starts.

A façade that loads nothing until it is used stays within a millisecond of CPU.
"""

from _timing import Bench, import_cpu

bench = Bench("Importing")
runs = 7 if bench.short else 15
for statement, bound in (
    ("import egovkit", 1.0),
    ("from egovkit.identity import NIK", None),
    ("from egovkit.l10n import terbilang", None),
    ("from egovkit.qr import Verifier", None),
):
    least, middle = import_cpu(statement, runs=runs)
    bench.value(f"`{statement}`, least", least * 1000, "ms CPU", at_most=bound)
    bench.value(f"`{statement}`, median", middle * 1000, "ms CPU")
bench.exit()
