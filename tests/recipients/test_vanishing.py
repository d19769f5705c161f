"""Whether a domain still takes mail: asked of a real name server on this machine."""

import socket
import threading
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from ebulletin.recipients.vanishing import BadNameServerError, look_up

RECORDS = {
    ("school.example.org.", "MX"): ["10 mail.school.example.org."],
    ("plain.example.org.", "A"): ["192.0.2.7"],
    ("six.example.org.", "AAAA"): ["2001:db8::7"],
    ("never.example.org.", "MX"): ["0 ."],
    ("web.example.org.", "TXT"): ['"no mail here"'],
}


@pytest.fixture
def name_server() -> Iterator[str]:
    """Answers from RECORDS over UDP; says nothing about silent.example.org."""
    known = {name for name, _ in RECORDS}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.1)
        is_over = threading.Event()

        def serve() -> None:
            while not is_over.is_set():
                try:
                    wire, client = server.recvfrom(4096)
                except TimeoutError:
                    continue
                query = dns.message.from_wire(wire)
                question = query.question[0]
                name, sort = question.name.to_text(), dns.rdatatype.to_text(question.rdtype)
                answer = dns.message.make_response(query)
                answer.flags |= dns.flags.RA
                if name.startswith("broken."):
                    answer.set_rcode(dns.rcode.SERVFAIL)
                elif name not in known:
                    answer.set_rcode(dns.rcode.NXDOMAIN)
                elif (name, sort) in RECORDS:
                    answer.answer.append(
                        dns.rrset.from_text(name, 60, "IN", sort, *RECORDS[name, sort])
                    )
                server.sendto(answer.to_wire(), client)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        is_over.set()
        thread.join()


def test_a_domain_takes_mail_if_it_has_a_mail_server_or_an_address(name_server: str) -> None:
    domains = ["school.example.org", "plain.example.org", "six.example.org"]

    found = look_up(domains, name_server)

    assert (found.vanished, found.unknown) == ((), ())


def test_a_domain_that_is_gone_or_wants_no_mail_has_vanished(name_server: str) -> None:
    domains = ["gone.example.org", "never.example.org", "web.example.org"]

    assert look_up(domains, name_server).vanished == tuple(domains)


def test_a_server_that_fails_says_nothing_about_a_domain(name_server: str) -> None:
    found = look_up(["broken.example.org", "gone.example.org"], name_server)

    assert (found.vanished, found.unknown) == (("gone.example.org",), ("broken.example.org",))


def test_it_is_told_how_many_are_done(name_server: str) -> None:
    told: list[int] = []

    look_up(["gone.example.org", "school.example.org"], name_server, tell=told.append)

    assert told == [1, 2]


@pytest.mark.parametrize("written", ["dns.example.org", "127.0.0.1:many", ""])
def test_a_name_server_is_an_ip_address(written: str) -> None:
    with pytest.raises(BadNameServerError, match="no name server"):
        look_up(["gone.example.org"], written)
