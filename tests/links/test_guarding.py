"""Only addresses that the whole internet sees are asked."""

import pytest

from ebulletin.links.guarding import PrivateAddressError, addresses_of


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.9.9.9", "::1", "localhost", "0.0.0.0", "::", "10.1.2.3", "172.16.0.1",
        "192.168.1.1", "169.254.169.254", "fe80::1", "fc00::1", "100.64.0.1", "224.0.0.1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "255.255.255.255", "2130706433",
        "0x7f.1", "192.0.2.1",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(PrivateAddressError):
        addresses_of(host, 80)


@pytest.mark.parametrize("host", ["8.8.8.8", "2001:4860:4860::8888"])
def test_public_addresses_are_given(host: str) -> None:
    assert addresses_of(host, 80) == [host]


def test_this_machine_is_allowed_only_by_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EBULLETIN_ALLOW_LOOPBACK", "ALLOW_LOOPBACK", "NO_PROXY"):
        monkeypatch.setenv(name, "1")

    with pytest.raises(PrivateAddressError):
        addresses_of("127.0.0.1", 80)
    assert addresses_of("127.0.0.1", 80, allows_loopback=True) == ["127.0.0.1"]


def test_a_private_network_stays_refused_where_this_machine_is_allowed() -> None:
    with pytest.raises(PrivateAddressError):
        addresses_of("10.0.0.1", 80, allows_loopback=True)
