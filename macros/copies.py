"""Copies of this process share its work, on the other processors: what it has in memory need not travel."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import Process, get_context

MOST = 3
"""Beside this process: each takes memory."""


def free_processors() -> int:
    """How many copies are worth making. None where a process cannot be copied (Windows, macOS), or must not be: among the threads of `mkdocs serve`."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    return min(MOST, len(os.sched_getaffinity(0)) - 1)


def copy_for(task: Callable[..., None], *arguments: object) -> Process:
    """Begin a task in a copy of this process. It tells its error itself, and then ends with another code than 0."""
    gc.freeze()  # the collector would touch, and so copy, all that the processes share
    copy = get_context("fork").Process(target=_do, args=(task, *arguments), daemon=True)
    copy.start()
    return copy


def _do(task: Callable[..., None], *arguments: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches all processes: the first one says so
    task(*arguments)
