"""Settings for all tests.

How long an example takes says nothing about whether it is right. Programs that are started inherit
that interrupts are ignored, as a shell has it for what it runs in the background: then the tests
of Ctrl-C would wait for ever.
"""

from __future__ import annotations

import signal

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
