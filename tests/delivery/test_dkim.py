"""DKIM: what we sign, a second library verifies; what was changed, it does not."""

from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from ebulletin.delivery.dkim import DkimKeyError, Signer, load_signer
from ebulletin.delivery.messages import compile_message
from messages import addressed, content, hostile_values, letterhead


@pytest.fixture(scope="module")
def signer() -> Signer:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return Signer("esscp.example.org", "bulletin", key)


def is_right(raw: bytes, signer: Signer) -> bool:
    def published(name: bytes, timeout: int = 5) -> bytes:
        assert name == b"bulletin._domainkey.esscp.example.org."
        assert timeout
        return signer.public_record.encode()

    return bool(dkim.verify(raw, dnsfunc=published))


def test_a_second_library_verifies_hostile_messages(signer: Signer) -> None:
    compiled = compile_message(content(), letterhead(), signer)

    for value in hostile_values(150):
        assert is_right(compiled.fill(addressed(fields={"first_name": value})), signer)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Subject: ", b"Subject: [x] "),
        (b"To: person1@", b"To: person2@"),
        (b"leave/token1", b"leave/token2"),
        (b"Dear=20", b"dear=20"),
        (b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", b""),
        (b"From: ", b"From: all@example.org\r\nFrom: "),
    ],
)
def test_what_was_changed_on_the_way_is_found(signer: Signer, before: bytes, after: bytes) -> None:
    raw = compile_message(content(), letterhead(), signer).fill(addressed())
    assert before in raw

    assert not is_right(raw.replace(before, after, 1), signer)


def test_both_headers_of_leaving_and_the_sender_twice_are_signed(signer: Signer) -> None:
    raw = compile_message(content(), letterhead(), signer).fill(addressed())
    head = raw.partition(b"\r\nDate:")[0].replace(b"\r\n ", b"")

    assert raw.startswith(b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple;")
    assert b"h=From:From:To:Subject:Date:Message-ID:" in head
    assert b"List-Unsubscribe:List-Unsubscribe-Post:" in head
    assert b" l=" not in head
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


def test_the_same_message_is_signed_with_the_same_bytes(signer: Signer) -> None:
    compiled = compile_message(content(), letterhead(), signer)

    assert compiled.fill(addressed()) == compiled.fill(addressed())


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey, passphrase: bytes = b"") -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption(),
    )


def test_a_key_that_cannot_serve_is_told_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "dkim.pem"
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    long = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    cases = (
        (None, "no such file"),
        (b"no key at all", "holds no private key"),
        (pem(short), "only 1024 bits"),
        (pem(ed25519.Ed25519PrivateKey.generate()), "not an RSA key"),
        (pem(long, b"words"), "passphrase"),
    )

    for written, words in cases:
        if written is not None:
            file.write_bytes(written)
        with pytest.raises(DkimKeyError, match=words) as caught:
            load_signer("esscp.example.org", "bulletin", file)
        assert "dkim.pem" in str(caught.value)
        assert caught.value.exit_code == 4
