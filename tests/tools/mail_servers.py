"""Real mail servers for the tests, on this machine only: Postfix, Exim and Dovecot from Debian.

As a script it makes sure of them: it installs Postfix and Dovecot where it may, and unpacks Exim
(whose package cannot stand beside Postfix) into a cache. Otherwise it says so loudly, and fails
under CI, where nothing may be skipped.

Each server has its configuration, queue and mailboxes in a temporary folder, listens on free ports
of 127.0.0.1, and is ended by its process id.
"""

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from certificates import Certificate, make_certificate

PASSWORD = "drama-5550"
DOMAIN = "school.example.org"
SENDER_DOMAIN = "esscp.example.org"

_HOST = "127.0.0.1"
_INSTALLED = ("postfix", "dovecot-imapd", "dovecot-lmtpd")
_UNPACKED = ("exim4-daemon-light", "exim4-base", "libidn12", "libnss-wrapper")
_CACHE = Path(tempfile.gettempdir()) / "ebulletin-test-servers"
_EXIM_ID = 64_999
_READY_SECONDS = 30.0
_FAREWELL_SECONDS = 3.0
_MASTER = Path("/usr/lib/postfix/sbin/master")


# --- Finding and installing ------------------------------------------------------------------


def missing() -> str:
    """What keeps the servers from being started; empty where nothing does."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "Postfix can only be started by root"
    if not _MASTER.exists() or shutil.which("dovecot", path="/usr/sbin") is None:
        return "Postfix and Dovecot are not installed"
    if find_exim() is None:
        return "Exim is not unpacked"
    return ""


def is_ci() -> bool:
    """Whether nothing may be skipped."""
    return os.environ.get("CI") == "true"


def find_exim() -> Path | None:
    """The folder in which Exim is unpacked."""
    return _CACHE if (_CACHE / "usr/sbin/exim4").exists() else None


def main() -> int:
    """Make sure of the servers; the status is 1 where they are not there under CI."""
    if missing() and _may_install():
        print("Installing Debian's Postfix, Dovecot and Exim for the tests.", flush=True)
        _install()
    why = missing()
    if not why:
        print("Tests of sending use Postfix, Exim and Dovecot.")
        return 0
    print("*" * 79)
    print(f"NO MAIL SERVERS: {why}, so the tests against real servers cannot run.")
    print("They need Debian, root, and its packages postfix, dovecot-imapd and dovecot-lmtpd.")
    print("*" * 79, flush=True)
    return 1 if is_ci() else 0


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _install() -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *_INSTALLED]
    with _no_services():
        for command in (["apt-get", "update", "-q"], install):
            subprocess.run(command, env=quiet, check=False, stdin=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        fetch = ["apt-get", "download", "-q", *_UNPACKED]
        subprocess.run(fetch, cwd=folder, env=quiet, check=False, stdin=subprocess.DEVNULL)
        for package in Path(folder).glob("*.deb"):
            subprocess.run(["dpkg", "-x", package, _CACHE], check=False)
    unpacked = find_exim()
    if unpacked is not None:
        # Nobody else on this machine gets a program that runs as root.
        (unpacked / "usr/sbin/exim4").chmod(0o755)


@contextlib.contextmanager
def _no_services() -> Iterator[None]:
    """Keep packages from starting what they bring: the tests want programs, not a mail server.

    Debian's way to say so (policy-rc.d); one that is there already stays.
    """
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


# --- The servers -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MailServers:
    """Running servers: Postfix and Exim take messages, Dovecot holds the mailboxes.

    Attributes:
        postfix: The port on which Postfix takes messages; it asks for a sign-in.
        exim: The port of Exim, which asks for none.
        imap: The port of IMAP over TLS.
        imap_in_the_clear: The same without TLS, for reading many mailboxes quickly.
        logs: What Postfix and Exim wrote down.
    """

    folder: Path
    certificate: Certificate
    postfix: int
    exim: int
    imap: int
    imap_in_the_clear: int
    logs: tuple[Path, ...]

    def mailbox(self, address: str) -> list[bytes]:
        """All messages of a mailbox, read by IMAP."""
        session = imaplib.IMAP4(_HOST, self.imap_in_the_clear)
        try:
            session.login(address, PASSWORD)
            session.select("INBOX", readonly=True)
            _, found = session.search(None, "ALL")
            numbers = found[0].split()
            if not numbers:
                return []
            _, parts = session.fetch(b",".join(numbers).decode(), "(BODY.PEEK[])")
            return [bytes(part[1]) for part in parts if isinstance(part, tuple)]
        finally:
            session.logout()

    def submit(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand a message to Exim, as somebody from outside would."""
        with smtplib.SMTP(_HOST, self.exim) as session:
            session.sendmail(sender, [recipient], message)


@contextlib.contextmanager
def mail_servers(people: Sequence[str]) -> Iterator[MailServers]:
    """Start all three for some mailboxes, and end them.

    Any other address under the domain of the people is accepted by Postfix and refused by Dovecot,
    so that a bounce comes back.
    """
    folder = Path(tempfile.mkdtemp(prefix="ebulletin-mail-"))
    folder.chmod(0o755)
    with contextlib.ExitStack() as running:
        running.callback(shutil.rmtree, folder, ignore_errors=True)
        certificate = make_certificate(folder / "certificate", "localhost", _HOST)
        ports = _free_ports(6)
        lmtp, auth, imap, clear, postfix, exim = ports
        _write_dovecot(folder / "dovecot", people, certificate, lmtp, auth, imap, clear)
        _write_postfix(folder / "postfix", certificate, postfix, lmtp, auth)
        _write_exim(folder / "exim", certificate, exim, lmtp)
        for name, words, environment in (
            ("dovecot", ["/usr/sbin/dovecot", "-F", "-c", folder / "dovecot/dovecot.conf"], {}),
            ("postfix", [_MASTER, "-c", folder / "postfix/conf", "-s"], {}),
            ("exim", _exim_words(folder / "exim"), _exim_environment(folder / "exim")),
        ):
            running.enter_context(_running(name, words, folder, environment))
        for port in (lmtp, auth, imap, clear, postfix, exim):
            _wait_for(port, folder)
        logs = (folder / "postfix/mail.log", folder / "exim/log/main.log")
        yield MailServers(folder, certificate, postfix, exim, imap, clear, logs)


@contextlib.contextmanager
def _running(
    name: str, words: Sequence[object], folder: Path, environment: dict[str, str]
) -> Iterator[None]:
    with (folder / f"{name}.out").open("wb") as out:
        process = subprocess.Popen(
            [str(word) for word in words],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            env=os.environ | environment, start_new_session=True,
        )  # fmt: skip
        try:
            yield
        finally:
            # The server, and what it started: they are a group of their own.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(_FAREWELL_SECONDS)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _write_dovecot(
    folder: Path, people: Sequence[str], certificate: Certificate, lmtp: int, auth: int,
    imap: int, clear: int,
) -> None:  # fmt: skip
    mail = folder / "mail"
    mail.mkdir(parents=True)
    owner = pwd.getpwnam("nobody")
    os.chown(mail, owner.pw_uid, owner.pw_gid)
    users = "".join(f"{each}:{{PLAIN}}{PASSWORD}::::::\n" for each in people)
    (folder / "users").write_text(users, encoding="ascii")
    (folder / "users").chmod(0o644)
    (folder / "dovecot.conf").write_text(
        f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = {_HOST}
ssl = yes
ssl_cert = <{certificate.chain}
ssl_key = <{certificate.key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
recipient_delimiter = +
mail_location = maildir:{mail}/%Lu
first_valid_uid = 1
first_valid_gid = 1
default_process_limit = 50
default_client_limit = 2000
passdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
  override_fields = uid={owner.pw_uid} gid={owner.pw_gid} home={mail}/%Lu
}}
service imap-login {{
  service_count = 0
  inet_listener imap {{
    port = {clear}
  }}
  inet_listener imaps {{
    port = {imap}
    ssl = yes
  }}
}}
service imap {{
  service_count = 1000
}}
service lmtp {{
  inet_listener lmtp {{
    address = {_HOST}
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener postfix {{
    address = {_HOST}
    port = {auth}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@{DOMAIN}
}}
""",
        encoding="ascii",
    )


def _write_postfix(folder: Path, certificate: Certificate, port: int, lmtp: int, auth: int) -> None:
    conf, queue, state = folder / "conf", folder / "queue", folder / "state"
    for each in (conf, queue, state):
        each.mkdir(parents=True)
    owner = pwd.getpwnam("postfix")
    os.chown(state, owner.pw_uid, owner.pw_gid)
    (conf / "main.cf").write_text(
        f"""
compatibility_level = 3.6
queue_directory = {queue}
data_directory = {state}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = {grp.getgrnam("postdrop").gr_name}
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = {_HOST}
inet_protocols = ipv4
mynetworks =
myhostname = mail.example.org
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = {DOMAIN}, {SENDER_DOMAIN}
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:{_HOST}:{lmtp}
lmtp_destination_concurrency_limit = 4
lmtp_destination_recipient_limit = 1
recipient_delimiter = +
message_size_limit = 20480000
smtpd_tls_security_level = may
smtpd_tls_chain_files = {certificate.key}, {certificate.chain}
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{_HOST}:{auth}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
""",
        encoding="ascii",
    )
    services = [f"{_HOST}:{port} inet n - n - - smtpd"]
    services += [
        f"{name} unix {private} - n {wakeup} {most} {command}"
        for name, private, wakeup, most, command in (
            ("pickup", "n", "60", "1", "pickup"), ("cleanup", "n", "-", "0", "cleanup"),
            ("qmgr", "n", "300", "1", "qmgr"), ("tlsmgr", "-", "1000?", "1", "tlsmgr"),
            ("rewrite", "-", "-", "-", "trivial-rewrite"), ("bounce", "-", "-", "0", "bounce"),
            ("defer", "-", "-", "0", "bounce"), ("trace", "-", "-", "0", "bounce"),
            ("proxymap", "-", "-", "-", "proxymap"), ("smtp", "-", "-", "-", "smtp"),
            ("error", "-", "-", "-", "error"), ("retry", "-", "-", "-", "error"),
            ("lmtp", "-", "-", "-", "lmtp"), ("anvil", "-", "-", "1", "anvil"),
            ("scache", "-", "-", "1", "scache"), ("postlog", "n", "-", "1", "postlogd"),
        )
    ]  # fmt: skip
    text = "\n".join(services).replace("postlog unix", "postlog unix-dgram")
    (conf / "master.cf").write_text(f"{text}\n", encoding="ascii")
    # Makes the folders of the queue, and looks over the configuration.
    subprocess.run(
        ["/usr/sbin/postfix", "-c", str(conf), "check"], check=False, stderr=subprocess.DEVNULL
    )


def _write_exim(folder: Path, certificate: Certificate, port: int, lmtp: int) -> None:
    for name in ("spool", "log", "tls"):
        (folder / name).mkdir(parents=True)
        os.chown(folder / name, _EXIM_ID, _EXIM_ID)
    for source, name in ((certificate.chain, "chain.pem"), (certificate.key, "key.pem")):
        copy = Path(shutil.copy(source, folder / "tls" / name))
        os.chown(copy, _EXIM_ID, _EXIM_ID)
    (folder / "passwd").write_text(
        f"root:x:0:0::/root:/bin/sh\nDebian-exim:x:{_EXIM_ID}:{_EXIM_ID}::/:/bin/false\n"
        "nobody:x:65534:65534::/:/bin/false\n",
        encoding="ascii",
    )
    (folder / "group").write_text(
        f"root:x:0:\nDebian-exim:x:{_EXIM_ID}:\nnogroup:x:65534:\n", encoding="ascii"
    )
    (folder / "exim.conf").write_text(
        f"""
exim_path = {_CACHE}/usr/sbin/exim4
keep_environment = LD_PRELOAD : LD_LIBRARY_PATH : ^NSS_WRAPPER
spool_directory = {folder}/spool
log_file_path = {folder}/log/%s.log
pid_file_path = {folder}/spool/exim.pid
primary_hostname = mail2.example.org
deliver_drop_privilege = true
local_interfaces = {_HOST}
daemon_smtp_ports = {port}
disable_ipv6 = true
tls_advertise_hosts = *
tls_certificate = {folder}/tls/chain.pem
tls_privatekey = {folder}/tls/key.pem
acl_smtp_rcpt = accept
smtp_accept_max = 20
smtp_accept_queue_per_connection = 0
queue_run_max = 4
remote_max_parallel = 1
host_lookup =
rfc1413_query_timeout = 0s
qualify_domain = {DOMAIN}
begin routers
all:
  driver = manualroute
  route_list = * {_HOST}
  self = send
  transport = dovecot
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = {lmtp}
  hosts_try_fastopen =
  hosts_avoid_tls = *
  allow_localhost
begin retry
* * F,1h,1m
""",
        encoding="ascii",
    )
    (folder / "exim.conf").chmod(0o644)


def _exim_words(folder: Path) -> list[object]:
    return [_CACHE / "usr/sbin/exim4", "-C", folder / "exim.conf", "-bdf", "-q10s"]


def _exim_environment(folder: Path) -> dict[str, str]:
    libraries = next(_CACHE.glob("usr/lib/*-linux-gnu"), _CACHE)
    return {
        "LD_LIBRARY_PATH": str(libraries),
        "LD_PRELOAD": str(libraries / "libnss_wrapper.so"),
        "NSS_WRAPPER_PASSWD": str(folder / "passwd"),
        "NSS_WRAPPER_GROUP": str(folder / "group"),
    }


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((_HOST, 0))
        return [int(each.getsockname()[1]) for each in sockets]


def _wait_for(port: int, folder: Path) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((_HOST, port), 1):
            return
        time.sleep(0.05)
    told = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")[-2000:]
        for path in (*folder.glob("*.out"), *folder.glob("*/*.log"), *folder.glob("*/log/*"))
    )
    raise RuntimeError(f"A mail server does not listen on port {port}:\n{told}")


if __name__ == "__main__":
    sys.exit(main())
