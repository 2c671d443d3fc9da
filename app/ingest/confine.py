"""What the child process gives up before it reads a stranger's bytes: memory, time, files, other programs, the network.

Limits are the kernel's (setrlimit(2)). On Linux a seccomp filter (seccomp(2), the classic BPF program of
`Documentation/userspace-api/seccomp_filter`) lets no socket be made, no program be started and no other process be
touched; it cannot be taken off again. No file can grow. Elsewhere an audit hook does what it can from inside Python.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from typing import Any, Final

from app.ingest.limits import PARSE_CPU_SECONDS, PARSE_MEMORY_BYTES

_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 1  # the call fails with EPERM
_KILL: Final = 0x80000000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_RET|BPF_K

# By machine: the number of the architecture in the audit interface, and those of the calls that are refused: socket,
# connect, bind, listen, socketpair, execve, kill, ptrace, execveat, io_uring_setup.
_FORBIDDEN: Final[dict[str, tuple[int, tuple[int, ...]]]] = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 53, 59, 62, 101, 322, 425)),
    "aarch64": (0xC00000B7, (117, 129, 198, 199, 200, 201, 203, 221, 281, 425)),
}


def confine() -> None:
    """Give up everything but reading what comes through the open connection. There is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (PARSE_MEMORY_BYTES, PARSE_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not _forbid_calls():
        sys.addaudithook(_refuse)


def allow_seconds(seconds: int = PARSE_CPU_SECONDS) -> None:
    """Let this process use `seconds` of processor from now on; then the kernel ends it (SIGXCPU)."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _forbid_calls() -> bool:
    if sys.platform != "linux" or platform.machine() not in _FORBIDDEN:
        return False
    architecture, calls = _FORBIDDEN[platform.machine()]
    program = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    for left, call in zip(range(len(calls), 0, -1), calls, strict=True):
        program.append((_EQUAL, left, 0, call))
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    filter_ = Program(len(program), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0) == 0)


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")):
        raise PermissionError(os.strerror(1))
