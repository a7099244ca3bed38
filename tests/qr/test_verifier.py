"""Every check of a seal, in its order, with the reason it fails for."""

import hashlib
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from egovkit._cbor import Tag, encode
from egovkit._clock import to_epoch
from egovkit.errors import EgovkitError, NotVerified, UsageError
from egovkit.qr import (
    Policy,
    SealedDocument,
    Sealer,
    StatusAnswer,
    StatusList,
    StatusSet,
    VerificationReport,
    Verifier,
    sealed,
)
from egovkit.qr._transport import to_digits
from egovkit.signatures import (
    FieldSpec,
    Outcome,
    ProfileSpec,
    SigningKey,
    TrustListBuilder,
)
from egovkit.signatures.cose import build_sign1
from egovkit.testing import FixedClock, TestAuthority

ORDER = [
    "format",
    "signature",
    "issuer",
    "key",
    "profile",
    "validity",
    "status",
    "content",
]
DAY = timedelta(days=1)


def codes(report):
    """The checks that are not VALID, as (name, code)."""
    return [
        (check.name, check.code)
        for check in report.checks
        if check.outcome is not Outcome.VALID
    ]


@pytest.fixture(scope="module")
def seal(sealer, letter, at, reference):
    """The reference letter, sealed."""
    return sealer.seal(letter, at=at, expires=reference["expires"])


class TestValid:
    """A good seal is VALID, every check says so, and the fields are there."""

    def test_all_checks_in_order(self, verifier, seal, at):
        """Each check is reported, in the fixed order."""
        report = verifier.verify(seal.text, at=at)
        assert report.outcome is Outcome.VALID
        assert [check.name for check in report.checks] == ORDER
        assert report.reason is None

    def test_every_form_of_the_token(self, verifier, seal, at):
        """The address, the second transport, bytes and a bytearray are one seal."""
        reports = [
            verifier.verify(form, at=at)
            for form in (seal.text, seal.short_text, seal.token, bytearray(seal.token))
        ]
        assert reports[0] == reports[1] == reports[2] == reports[3]
        assert hash(reports[0]) == hash(reports[1])

    def test_the_host_proves_nothing(self, verifier, seal, at):
        """Any host gives the same answer."""
        elsewhere = seal.text.replace("v.contoh.example", "palsu.example")
        assert verifier.verify(elsewhere, at=at) == verifier.verify(seal.text, at=at)

    def test_require_gives_the_document(self, verifier, seal, at, letter, letter_class):
        """The document comes back equal to what was sealed."""
        report = verifier.verify(seal.text, at=at)
        assert report.require(letter_class) == letter
        assert report.require(SealedDocument) == letter

    def test_fields_to_compare_with_the_paper(self, verifier, seal, at):
        """Label and text of every field, in both languages."""
        report = verifier.verify(seal.text, at=at)
        assert [field.labelled("id") for field in report.fields] == [
            ("Nomor", "470/0123/KEL-CTH/XI/2026-001"),
            ("Nama", "Siti Aminah Wulandari"),
            ("NIK", "3171015708459002"),
            ("Tempat lahir", "Jakarta"),
            ("Tanggal lahir", "17 Agustus 1945"),
        ]
        assert report.fields[4].labelled("en") == ("Date of birth", "17 August 1945")

    def test_what_the_report_states(self, verifier, seal, at, reference):
        """Issuer, times, kind of document."""
        report = verifier.verify(seal.text, at=at)
        assert report.issuer.name == "Kelurahan Contoh"
        assert report.issued_at == at
        assert report.expires_at == reference["expires"]
        assert report.profile == ("kota-contoh", 1)
        assert report.labels == {"id": "Surat Rujukan", "en": "Reference Letter"}
        assert (report.status_index, report.digest, report.unknown_fields) == (
            None,
            None,
            0,
        )

    def test_without_the_class_it_is_shown_all_the_same(self, trust, seal, at):
        """The trust list has the labels and types of every profile."""
        bare = Verifier(trust=trust).verify(seal.text, at=at)
        assert bare.outcome is Outcome.VALID
        assert bare.fields[4].labelled("id") == ("Tanggal lahir", "17 Agustus 1945")
        with pytest.raises(NotVerified) as caught:
            bare.require(SealedDocument)
        assert caught.value.code == "document_of_other_class"

    def test_a_clock_will_do(self, verifier, seal, at):
        """``at`` is a time or a clock."""
        assert verifier.verify(seal.text, at=FixedClock(at)).outcome is Outcome.VALID

    def test_a_time_without_a_zone_is_refused(self, verifier, seal):
        """That is the caller's mistake, not the seal's."""
        with pytest.raises(UsageError):
            verifier.verify(seal.text, at=datetime(2026, 11, 24))  # noqa: DTZ001

    def test_a_report_travels(self, verifier, seal, at, letter_class, letter):
        """A report can be pickled, the document with it."""
        report = pickle.loads(pickle.dumps(verifier.verify(seal.text, at=at)))
        assert report == verifier.verify(seal.text, at=at)
        assert report.require(letter_class) == letter
        assert report != "a report"

    def test_is_the_common_report(self, verifier, seal, at):
        """The seal's report is a `VerificationReport` and has no truth value."""
        report = verifier.verify(seal.text, at=at)
        assert isinstance(report, VerificationReport)
        with pytest.raises(EgovkitError):
            bool(report)
        assert report.to_dict("id")["outcome"] == "valid"

    def test_es256(self, authority, letter, letter_class, at):
        """The second algorithm works like the first."""
        key = authority.issuer_key(
            "kelurahan-contoh", documents=[letter_class], algorithm="ES256"
        )
        sealer = Sealer(key=key, issuer="kelurahan-contoh", url="https://a.example/s")
        seal = sealer.seal(letter, at=at)
        report = Verifier(trust=authority.trust_list()).verify(seal.text, at=at)
        assert report.outcome is Outcome.VALID
        assert len(seal.token) == len(sealer.seal(letter, at=at).token)


class TestFormat:
    """What is no seal of format v1 is INVALID at once."""

    @pytest.mark.parametrize(
        ("seal", "code"),
        [
            ("", "seal_not_found"),
            ("https://contoh.example/", "seal_not_found"),
            ("x" * 1_000_000, "seal_text_too_long"),
            (b"", "cbor_truncated"),
            (b"\xd2\x80", "cose_not_sign1"),
            (b"\x84\x40\xa0\x40\x40", "cose_not_sign1"),
            (b"\xd2" * 4000, "cbor_depth"),
            (b"\x00" * 4097, "cbor_too_long"),
            (None, "not_text"),
            (42, "not_text"),
            (["https://"], "not_text"),
        ],
        ids=lambda value: repr(value)[:30],
    )
    def test_no_seal(self, verifier, at, seal, code):
        """Whatever is given, the answer is a report with a reason."""
        report = verifier.verify(seal, at=at)
        assert report.outcome is Outcome.INVALID
        assert codes(report) == [("format", code)]
        assert report.fields == ()
        assert report.issuer is report.issued_at is report.expires_at is None
        assert report.profile is report.labels is report.digest is None
        assert report.status_index is None
        for lang in ("id", "en"):
            assert "{" not in report.explain(lang)

    def damaged(self, key, **changes):
        """A signed token whose envelope is wrong in one way."""
        parts = {
            "protected": {1: -8, 4: key.kid},
            "unprotected": {},
            "payload": encode({}),
            "signature": bytes(64),
        } | changes
        return encode(
            Tag(
                18,
                [
                    encode(parts["protected"]),
                    parts["unprotected"],
                    parts["payload"],
                    parts["signature"],
                ],
            )
        )

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"protected": {1: -8}}, "seal_headers"),
            ({"protected": {4: b"abcd"}}, "seal_headers"),
            ({"protected": {1: -8, 4: b"abcd", 16: "x"}}, "seal_headers"),
            ({"protected": {1: -8, 4: b"abc"}}, "seal_headers"),
            ({"protected": {1: -8, 4: b"abcdefgh"}}, "seal_headers"),
            ({"protected": {1: -8, 4: "abcd"}}, "seal_headers"),
            ({"protected": {1: -8, 3: b"abcd"}}, "seal_headers"),
            ({"protected": {1: -35, 4: b"abcd"}}, "seal_headers"),
            ({"protected": {1: 5, 4: b"abcd"}}, "seal_headers"),
            ({"protected": {1: "EdDSA", 4: b"abcd"}}, "seal_headers"),
            ({"protected": {1: None, 4: b"abcd"}}, "seal_headers"),
            ({"protected": [1, 2]}, "cose_headers"),
            ({"protected": {}}, "seal_headers"),
            ({"unprotected": {4: b"abcd"}}, "seal_headers"),
            ({"unprotected": []}, "cose_not_sign1"),
            ({"payload": None}, "cose_not_sign1"),
            ({"signature": b""}, "seal_signature_length"),
            ({"signature": bytes(63)}, "seal_signature_length"),
            ({"signature": bytes(65)}, "seal_signature_length"),
            ({"signature": "x" * 64}, "cose_not_sign1"),
        ],
        ids=repr,
    )
    def test_other_envelopes(self, verifier, key, at, changes, code):
        """Only alg and a kid of four bytes, protected; no other header."""
        token = self.damaged(key, **changes)
        assert codes(verifier.verify(token, at=at)) == [("format", code)]

    def test_algorithm_true_is_no_algorithm(self, verifier, at, key):
        """CBOR true equals no integer, whatever Python thinks."""
        token = self.damaged(key, protected={1: True, 4: b"abcd"})
        assert codes(verifier.verify(token, at=at)) == [("format", "seal_headers")]

    def test_trailing_byte(self, verifier, at, seal):
        """Nothing stands after the token."""
        report = verifier.verify(seal.token + b"\x00", at=at)
        assert codes(report) == [("format", "cbor_trailing")]

    def test_untagged(self, verifier, at, seal):
        """The tag is part of the one form."""
        report = verifier.verify(seal.token[1:], at=at)
        assert codes(report) == [("format", "cose_not_sign1")]


class TestSignature:
    """A changed seal is INVALID."""

    def test_any_changed_digit(self, verifier, at, seal):
        """Every digit of the text matters: any other digit there is INVALID."""
        start = seal.text.index("#") + 1
        for place in range(start, len(seal.text)):
            digit = str((int(seal.text[place]) + 1) % 10)
            text = seal.text[:place] + digit + seal.text[place + 1 :]
            report = verifier.verify(text, at=at)
            assert report.outcome is Outcome.INVALID, place
            assert report.reason.outcome is Outcome.INVALID
            assert report.fields == ()

    def test_any_flipped_bit_of_the_payload(self, verifier, at, seal):
        """A signature covers every bit."""
        for place in (20, 60, 100, len(seal.token) - 1):
            for bit in range(8):
                token = bytearray(seal.token)
                token[place] ^= 1 << bit
                report = verifier.verify(bytes(token), at=at)
                assert report.reason.code == "signature_false"

    def test_any_cut(self, verifier, at, seal):
        """A text cut short is INVALID wherever it is cut."""
        for length in range(len(seal.text)):
            assert verifier.verify(seal.text[:length], at=at).outcome is Outcome.INVALID

    def test_unknown_key(self, verifier, at, letter):
        """A kid that the complete list does not have: no trusted issuer made it."""
        stranger = SigningKey.generate("Ed25519", use="seal")
        seal = Sealer(
            key=stranger, issuer="kelurahan-contoh", url="https://a.example/s"
        ).seal(letter, at=at)
        report = verifier.verify(seal.text, at=at)
        assert report.outcome is Outcome.INVALID
        assert report.reason.code == "issuer_unknown"
        assert [check.name for check in report.checks] == ORDER[:3]
        assert report.fields == ()

    def test_another_authority_knows_nothing_of_us(self, seal, at, letter_class):
        """Trust is what the list says, not what the code says."""
        other = TestAuthority()
        other.issuer_key("kelurahan-contoh", documents=[letter_class])
        report = Verifier(trust=other.trust_list()).verify(seal.text, at=at)
        assert report.reason.code == "issuer_unknown"

    def test_key_of_another_use(self, authority, at):
        """A key for approvals makes no seals, although the list knows it."""
        key = authority.issuer_key("kelurahan-contoh", use="approval")
        token = build_sign1(encode({}), alg=-8, sign=key.sign, kid=key.kid)
        report = Verifier(trust=authority.trust_list()).verify(token, at=at)
        assert codes(report) == [("signature", "signature_key_use")]

    def test_algorithm_of_another_key(self, verifier, key, at):
        """The key owns the algorithm; what the token says is only compared."""
        token = build_sign1(encode({}), alg=-7, sign=key.sign, kid=key.kid)
        report = verifier.verify(token, at=at)
        assert codes(report) == [("signature", "signature_algorithm")]

    def test_several_keys_of_one_kid(self, authority, key, seal, at):
        """A kid is a hint: every key it may mean is tried, whatever their order."""
        other = authority.issuer_key("kelurahan-contoh")
        mail = authority.issuer_key("kelurahan-contoh", use="approval")
        es256 = authority.issuer_key("kelurahan-contoh", algorithm="ES256")
        known = authority.trust_list()
        ours = known.keys_by_kid(key.kid)
        others = tuple(
            entry
            for kid in (other.kid, mail.kid, es256.kid)
            for entry in known.keys_by_kid(kid)
        )
        for keys in ((*others, *ours), (*ours, *others)):
            shared = replace(known, _by_kid={key.kid: keys})
            assert Verifier(shared).verify(seal.text, at=at).outcome is Outcome.VALID
        none = replace(known, _by_kid={key.kid: others})
        report = Verifier(none).verify(seal.text, at=at)
        assert report.outcome is Outcome.INVALID
        assert report.reason.name == "signature"


class TestTrustList:
    """A list past its time leaves the question open."""

    def test_expired_list(self, letter_class, seal, trust, at):
        """Nobody knows what changed since: not VALID, and not disproved."""
        old = replace(trust, expires_at=to_epoch(at) - 1)
        report = Verifier(old, [letter_class]).verify(seal.text, at=at)
        assert report.outcome is Outcome.INDETERMINATE
        assert codes(report) == [("issuer", "issuer_list_expired")]

    def test_expired_root(self, seal, trust, at):
        """A list is no fresher than the root that vouches for it."""
        old = replace(trust, root=replace(trust.root, expires_at=to_epoch(at) - 1))
        report = Verifier(old).verify(seal.text, at=at)
        assert codes(report) == [("issuer", "issuer_list_expired")]

    def test_unknown_key_and_expired_list(self, seal, trust, at):
        """A newer list may have the key: open, and nothing is shown."""
        old = replace(trust, expires_at=to_epoch(at) - 1, _by_kid={})
        report = Verifier(old).verify(seal.text, at=at)
        assert report.outcome is Outcome.INDETERMINATE
        assert codes(report) == [
            ("signature", "signature_unchecked"),
            ("issuer", "issuer_list_expired"),
        ]
        assert report.fields == ()


@pytest.fixture
def keeper(trust):
    """The next edition of the list, and a way to read it without keepers."""

    def edited(change):
        builder = TrustListBuilder(trust)
        change(builder)
        issuers = builder._issuers
        by_kid = {
            entry.key.kid: (entry,) for one in issuers.values() for entry in one.keys
        }
        return replace(trust, issuers=issuers, _by_kid=by_kid)

    return edited


class TestKey:
    """A key must have been in force when the seal was made."""

    @pytest.mark.parametrize(
        ("days", "code"),
        [(-1, "key_retired"), (0, "key_retired"), (1, None)],
    )
    def test_retired(self, keeper, key, seal, at, days, code):
        """What it signed before it was retired stands, later it signs nothing."""
        trust = keeper(
            lambda b: b.retire_key("kelurahan-contoh", key.kid, at=at + days * DAY)
        )
        report = Verifier(trust).verify(seal.text, at=at + 30 * DAY)
        assert codes(report) == ([("key", code)] if code else [])

    def test_compromised(self, keeper, key, seal, at):
        """A thief can backdate: no seal of a compromised key is VALID."""
        trust = keeper(lambda b: b.declare_compromised("kelurahan-contoh", key.kid))
        report = Verifier(trust).verify(seal.text, at=at)
        assert report.outcome is Outcome.INVALID
        assert codes(report) == [("key", "key_compromised")]

    @pytest.mark.parametrize(
        ("limits", "code"),
        [
            ({"not_before": 1}, "key_not_yet_in_force"),
            ({"not_before": 0}, None),
            ({"not_after": -1}, "key_ended"),
            ({"not_after": 0}, None),
        ],
        ids=str,
    )
    def test_limits(self, trust, key, seal, at, limits, code):
        """From the first second of its validity to the last."""
        (entry,) = trust.keys_by_kid(key.kid)
        moments = {name: to_epoch(at) + seconds for name, seconds in limits.items()}
        limited = replace(trust, _by_kid={key.kid: (replace(entry, **moments),)})
        report = Verifier(limited).verify(seal.text, at=at)
        assert codes(report) == ([("key", code)] if code else [])


class TestProfile:
    """An issuer seals only the kinds of document that the list allows it."""

    def test_not_allowed(self, authority, at):
        """Another profile of the same registry is not its own to issue."""

        class Permit(
            SealedDocument,
            registry="kota-contoh",
            profile=77,
            labels={"id": "Izin", "en": "Permit"},
        ):
            number: str = sealed(id="Nomor", en="Number")

        authority.issuer_key("dinas-izin", documents=[Permit])
        key = authority.issuer_key("kelurahan-contoh")
        sealer = Sealer(key=key, issuer="kelurahan-contoh", url="https://a.example/s")
        seal = sealer.seal(Permit(number="1"), at=at)
        report = Verifier(authority.trust_list(), [Permit]).verify(seal.text, at=at)
        assert report.outcome is Outcome.INVALID
        assert codes(report) == [("profile", "profile_not_allowed")]
        assert report.checks[4].facts == {"profile": 77}

    def test_registry_is_the_keys(self, at):
        """A profile number means what the registry of the verifying key says."""

        class Here(
            SealedDocument,
            registry="kota-satu",
            profile=1,
            labels={"id": "Surat", "en": "Letter"},
        ):
            number: str = sealed(id="Nomor", en="Number")

        class There(
            SealedDocument,
            registry="kota-dua",
            profile=1,
            labels={"id": "Izin", "en": "Permit"},
        ):
            amount: int = sealed(id="Jumlah", en="Amount")

        authority = TestAuthority()
        keys = {
            cls: authority.issuer_key(cls.registry, documents=[cls])
            for cls in (Here, There)
        }
        verifier = Verifier(authority.trust_list(), [Here, There])
        for document in (Here(number="7"), There(amount=7)):
            sealer = Sealer(
                key=keys[type(document)], issuer="x", url="https://a.example/s"
            )
            report = verifier.verify(sealer.seal(document, at=at).text, at=at)
            assert report.require(type(document)) == document
            wrong = There if type(document) is Here else Here
            with pytest.raises(NotVerified):
                report.require(wrong)


class TestValidity:
    """Times are judged at the moment that was given."""

    @pytest.mark.parametrize(
        ("seconds", "code"),
        [
            (-301, "validity_from_future"),
            (-300, None),
            (0, None),
            (86_399, None),
            (86_400, "validity_expired"),
            (10**8, "validity_expired"),
        ],
    )
    def test_moments(self, verifier, sealer, letter, at, seconds, code):
        """Five minutes of skew before; at the very second of expiry it is over."""
        seal = sealer.seal(letter, at=at, expires=at + DAY)
        report = verifier.verify(seal.text, at=at + timedelta(seconds=seconds))
        assert codes(report) == ([("validity", code)] if code else [])

    def test_the_day_it_ended_is_told(self, verifier, sealer, letter, at):
        """The sentence says since when."""
        seal = sealer.seal(letter, at=at, expires=at + DAY)
        report = verifier.verify(seal.text, at=at + 2 * DAY)
        assert "2026-11-25" in report.reason.sentence("en")

    def test_skew_is_policy(self, trust, sealer, letter, at):
        """An application may be stricter about clocks."""
        strict = Verifier(trust, policy=Policy(clock_skew=timedelta(0)))
        seal = sealer.seal(letter, at=at + timedelta(seconds=1))
        assert codes(strict.verify(seal.text, at=at)) == [
            ("validity", "validity_from_future")
        ]

    def test_ends_before_it_begins(self, verifier, sign_payload, at):
        """Another writer's seal that was never valid is not valid."""
        now = to_epoch(at)
        token = sign_payload(
            encode({4: now, 6: now, -65537: [1, None, "a", "b", 1, "c", 0]})
        )
        assert codes(verifier.verify(token, at=at)) == [("validity", "validity_never")]

    def test_no_expiry(self, verifier, sealer, letter, at):
        """A seal without an expiry stays valid."""
        seal = sealer.seal(letter, at=at)
        report = verifier.verify(seal.text, at=datetime(2039, 12, 31, tzinfo=UTC))
        assert report.outcome is Outcome.VALID
        assert report.expires_at is None


class TestStatus:
    """An index is looked up; what cannot be looked up is never silently valid."""

    INDEX = 94_567

    @pytest.fixture
    def sealed_with_index(self, sealer, letter, at):
        """The reference letter with a place in the status list."""
        return sealer.seal(letter, at=at, status_index=self.INDEX)

    @pytest.mark.parametrize(
        ("action", "code"),
        [
            ("issue", None),
            ("revoke", "status_revoked"),
            ("suspend", "status_suspended"),
            (None, "status_not_issued"),
        ],
    )
    def test_words(self, authority, trust, sealed_with_index, at, action, code):
        """Issued, revoked, suspended, and never issued, from a real list."""
        statuses = StatusList(size=2**17)
        if action:
            statuses.issue(self.INDEX)
            getattr(statuses, action)(self.INDEX)
        verifier = Verifier(trust, statuses=authority.statuses(statuses, at=at))
        report = verifier.verify(sealed_with_index.text, at=at)
        assert codes(report) == ([("status", code)] if code else [])
        assert report.outcome is (Outcome.INVALID if code else Outcome.VALID)

    @pytest.mark.parametrize("statuses", [None, StatusSet()])
    @pytest.mark.parametrize("unknown", list(Outcome))
    def test_no_list(self, trust, sealed_with_index, at, statuses, unknown):
        """Without a list the policy decides; by default the question stays open."""
        verifier = Verifier(
            trust, statuses=statuses, policy=Policy(unknown_status=unknown)
        )
        report = verifier.verify(sealed_with_index.text, at=at)
        check = report.checks[ORDER.index("status")]
        assert (check.outcome, check.code) == (unknown, "status_unknown")
        assert report.outcome is unknown
        default = Verifier(trust).verify(sealed_with_index.text, at=at)
        assert default.outcome is Outcome.INDETERMINATE

    def test_stale_list(self, authority, trust, sealed_with_index, at):
        """A list past its time tells since when it is stale."""
        statuses = StatusList(size=2**17)
        statuses.issue(self.INDEX)
        held = authority.statuses(statuses, at=at, expires=at + DAY)
        report = Verifier(trust, statuses=held).verify(
            sealed_with_index.text, at=at + 3 * DAY
        )
        assert report.outcome is Outcome.INDETERMINATE
        assert codes(report) == [("status", "status_stale")]
        assert report.reason.facts == {"since": "2026-11-25"}

    def test_a_word_nobody_knows_is_unknown(self, trust, sealed_with_index, at):
        """An answer outside the vocabulary is not taken for a good one."""

        class Odd:
            def lookup(self, *_):
                return StatusAnswer("fine")

        report = Verifier(trust, statuses=Odd()).verify(sealed_with_index.text, at=at)
        assert codes(report) == [("status", "status_unknown")]

    def test_index_is_asked_at_the_issuers_address(self, trust, sealed_with_index, at):
        """The list's address comes from the trust list, not from the token."""
        asked = []

        class Recorder:
            def lookup(self, uri, index, at):
                asked.append((uri, index, at))
                return StatusAnswer("valid")

        Verifier(trust, statuses=Recorder()).verify(sealed_with_index.text, at=at)
        uri = TestAuthority.status_uri("kelurahan-contoh")
        assert asked == [(uri, self.INDEX, to_epoch(at))]


class TestContent:
    """A signature over a malformed payload proves only that somebody erred."""

    NOW = 1_795_482_000
    GOOD = (1, None, "470/1", "Siti", 3171015708459002, "Jakarta", -8903)

    @pytest.mark.parametrize(
        ("payload", "code"),
        [
            (b"", "cbor_truncated"),
            (b"\x81" * 100, "cbor_depth"),
            (b"\x9b" + b"\xff" * 8, "cbor_truncated"),
            (b"\xbf\xff", "cbor_indefinite"),
            (b"\xa2\x06\x00\x06\x01", "cbor_duplicate_key"),
            (b"\xa1\x06\xf9\x7e\x00", "cbor_simple"),
            (b"\xa1\x06\xc2\x49\x01" + bytes(8), "cbor_tag"),
            (b"\xa1\x06\x00\x00", "cbor_trailing"),
            (encode([]), "seal_claims"),
            (encode(None), "seal_claims"),
            (encode({}), "seal_times"),
            (encode({1: "issuer"}), "seal_claims"),
            (encode({6: NOW, "a": 1}), "seal_claims"),
            (encode({6: NOW, -65539: 1}), "seal_claims"),
            (encode({6: "now", -65537: [1, None]}), "seal_times"),
            (encode({6: True, -65537: [1, None]}), "seal_times"),
            (encode({6: 2**63, -65537: [1, None]}), "seal_times"),
            (encode({6: 253_402_300_800, -65537: [1, None]}), "seal_times"),
            (encode({4: None, 6: NOW, -65537: [1, None]}), "seal_times"),
            (encode({6: NOW}), "seal_private_claim"),
            (encode({6: NOW, -65537: {}}), "seal_private_claim"),
            (encode({6: NOW, -65537: [1]}), "seal_private_claim"),
            (encode({6: NOW, -65537: [0, None]}), "seal_private_claim"),
            (encode({6: NOW, -65537: [65536, None]}), "seal_private_claim"),
            (encode({6: NOW, -65537: [True, None]}), "seal_private_claim"),
            (encode({6: NOW, -65537: ["1", None]}), "seal_private_claim"),
            (encode({6: NOW, -65537: [1, -1]}), "seal_private_claim"),
            (encode({6: NOW, -65537: [1, 2**32]}), "seal_private_claim"),
            (encode({6: NOW, -65537: [1, False]}), "seal_private_claim"),
            (encode({6: NOW, -65537: list(GOOD), -65538: b"x"}), "seal_digest"),
            (encode({6: NOW, -65537: list(GOOD), -65538: None}), "seal_digest"),
        ],
        ids=lambda value: value.hex()[-64:] if isinstance(value, bytes) else value,
    )
    def test_other_claims(self, verifier, sign_payload, at, payload, code):
        """Not the claims of format v1: INVALID, though the signature is true."""
        report = verifier.verify(sign_payload(payload), at=at)
        assert report.outcome is Outcome.INVALID
        assert codes(report) == [("content", code)]
        assert [check.name for check in report.checks] == [*ORDER[:3], "content"]
        assert report.fields == ()

    def verify(self, verifier, sign_payload, at, values):
        """The report for these fields, signed."""
        return verifier.verify(
            sign_payload(encode({6: self.NOW, -65537: [1, None, *values]})), at=at
        )

    @pytest.mark.parametrize(
        ("place", "value", "code"),
        [
            (1, 5, "field_type"),
            (1, None, "field_type"),
            (1, b"text", "field_type"),
            (1, "a\u202eb", "field_text"),
            (1, "a\x00b", "field_text"),
            (1, "a\nb", "field_text"),
            (1, "e\u0301", "field_text"),
            (1, "\u2028", "field_text"),
            (1, "\ue000", "field_text"),
            (1, "\ufeff", "field_text"),
            (3, 10**16, "field_width"),
            (3, -1, "field_width"),
            (3, "3171015708459002", "field_type"),
            (5, 2_932_897, "field_range"),
            (5, -719_163, "field_range"),
            (5, "1945-08-17", "field_type"),
            (5, True, "field_type"),
        ],
        ids=repr,
    )
    def test_values(self, verifier, sign_payload, at, place, value, code):
        """Type, range, width and text of every field are those of its profile."""
        values = list(self.GOOD[2:])
        values[place - 1] = value
        report = self.verify(verifier, sign_payload, at, values)
        assert report.outcome is Outcome.INVALID
        assert codes(report) == [("content", code)]
        assert report.reason.facts == {"field": place}
        shown = report.fields[place - 1].labelled("id")[1]
        assert shown == ("—" if value is None else "(tidak terbaca)")

    def test_missing_field(self, verifier, sign_payload, at):
        """A required field that is not there is named by its place."""
        report = self.verify(verifier, sign_payload, at, self.GOOD[2:-1])
        assert codes(report) == [("content", "field_missing")]
        assert report.reason.facts == {"field": 5}
        assert report.fields[4].text == "—"

    def test_fields_nobody_knows(self, verifier, sign_payload, at, letter_class):
        """A newer token: the extra fields are counted and shown as unknown."""
        report = self.verify(
            verifier, sign_payload, at, [*self.GOOD[2:], "new", {1: [2]}]
        )
        assert report.outcome is Outcome.VALID
        assert report.unknown_fields == 2
        assert report.checks[-1].code == "content_newer"
        assert report.checks[-1].facts == {"count": 2}
        assert [field.labelled("id") for field in report.fields[5:]] == [
            ("Isian ke-6", "(tidak dikenal)"),
            ("Isian ke-7", "(tidak dikenal)"),
        ]
        assert report.require(letter_class).name == "Siti"

    def test_profile_nobody_describes(self, trust, seal, at):
        """Genuine, allowed, but nobody here can say what the fields mean."""
        bare = replace(trust, registries={})
        report = Verifier(bare).verify(seal.text, at=at)
        assert report.outcome is Outcome.INDETERMINATE
        assert codes(report) == [("content", "profile_unknown")]
        assert (report.fields, report.unknown_fields, report.labels) == ((), 0, None)

    def test_class_refuses_the_values(self, verifier, sign_payload, at, letter_class):
        """Digits of the right width may still be no NIK: the class decides that."""
        values = [*self.GOOD[2:]]
        values[2] = 0
        report = self.verify(verifier, sign_payload, at, values)
        assert report.fields[2].text == "0000000000000000"
        with pytest.raises(NotVerified) as caught:
            report.require(letter_class)
        assert caught.value.code == "document_not_readable"
        assert caught.value.report is report


class TestOriginal:
    """A seal may be bound to a digital original."""

    FILE = b"%PDF-1.7 ..."

    @pytest.mark.parametrize(
        ("bound", "given", "outcome", "code"),
        [
            (FILE, FILE, Outcome.VALID, "original_same"),
            (FILE, FILE + b"x", Outcome.INVALID, "original_differs"),
            (FILE, b"", Outcome.INVALID, "original_differs"),
            (None, FILE, Outcome.INDETERMINATE, "original_not_bound"),
        ],
    )
    def test_binding(self, verifier, sealer, letter, at, bound, given, outcome, code):
        """The same file, another file, and a seal that is bound to none."""
        digest = None if bound is None else hashlib.sha256(bound).digest()
        seal = sealer.seal(letter, at=at, digest=digest, error_correction="M")
        report = verifier.verify(seal.text, at=at, original=given)
        assert (report.outcome, report.checks[-1].code) == (outcome, code)
        assert report.checks[-1].name == "original"
        assert report.digest == digest

    @pytest.mark.parametrize("bound", [None, bytes(32)])
    def test_the_original_is_bytes(self, verifier, sealer, letter, at, bound):
        """A text has as many digests as encodings."""
        seal = sealer.seal(letter, at=at, digest=bound)
        with pytest.raises(UsageError) as caught:
            verifier.verify(seal.text, at=at, original="a text")
        assert caught.value.code == "not_bytes"

    def test_a_bound_seal_needs_no_file(self, verifier, sealer, letter, at):
        """On paper there is no file to compare; the seal is judged as ever."""
        seal = sealer.seal(letter, at=at, digest=bytes(32))
        report = verifier.verify(seal.text, at=at)
        assert [check.name for check in report.checks] == ORDER
        assert report.outcome is Outcome.VALID


class TestEditions:
    """Append-only: older and newer readers and tokens understand each other."""

    @pytest.fixture
    def editions(self):
        """Two editions of one profile and an authority that states the newer."""

        class First(
            SealedDocument,
            registry="kota-edisi",
            profile=1,
            labels={"id": "Izin", "en": "Permit"},
        ):
            number: str = sealed(id="Nomor", en="Number")

        class Second(
            SealedDocument,
            registry="kota-edisi",
            profile=1,
            labels={"id": "Izin", "en": "Permit"},
        ):
            number: str = sealed(id="Nomor", en="Number")
            until: date | None = sealed(id="Sampai", en="Until", default=None)
            copies: int = sealed(id="Rangkap", en="Copies", default=1)

        return First, Second

    def report(self, at, *, stated, reader, document):
        """The report of a reader that knows one edition, of a token of another."""
        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh", documents=[stated])
        sealer = Sealer(key=key, issuer="kelurahan-contoh", url="https://a.example/s")
        verifier = Verifier(authority.trust_list(), [reader])
        return verifier.verify(sealer.seal(document, at=at).text, at=at)

    def test_older_reader_newer_token(self, editions, at):
        """The older class reads what it knows; the trust list shows the rest."""
        first, second = editions
        token = second(number="1", until=date(2027, 1, 1), copies=2)
        report = self.report(at, stated=second, reader=first, document=token)
        assert report.outcome is Outcome.VALID
        assert report.require(first) == first(number="1")
        assert [field.labelled("en") for field in report.fields] == [
            ("Number", "1"),
            ("Until", "1 January 2027"),
            ("Copies", "2"),
        ]

    def test_older_reader_and_older_list(self, editions, at):
        """Neither knows the new fields: they are counted."""
        first, second = editions
        report = self.report(
            at, stated=first, reader=first, document=second(number="1", copies=2)
        )
        assert report.outcome is Outcome.VALID
        assert report.unknown_fields == 2

    def test_newer_reader_older_token(self, editions, at):
        """What an older token lacks takes its default."""
        first, second = editions
        report = self.report(
            at, stated=second, reader=second, document=first(number="1")
        )
        assert report.outcome is Outcome.VALID
        assert report.require(second) == second(number="1", until=None, copies=1)
        assert report.fields[2].text == "—"

    def test_newer_reader_older_list(self, editions, at):
        """The class may be ahead of the list."""
        first, second = editions
        document = second(number="1", copies=3)
        report = self.report(at, stated=first, reader=second, document=document)
        assert report.require(second) == document
        assert report.unknown_fields == 0


class TestInAnotherProcess:
    """A verifier may be sent to the workers of a pool."""

    def test_verifier(self, verifier, sealer, letter, at):
        """The same trust, classes, lists and policy."""
        seal = sealer.seal(letter, at=at)
        copy = pickle.loads(pickle.dumps(verifier))
        assert copy.verify(seal.text, at=at) == verifier.verify(seal.text, at=at)
        assert copy.verify(seal.text, at=at).require(type(letter)) == letter

    def test_policy(self, trust, sealer, letter, at):
        """What the application decided goes along."""
        strict = Policy(unknown_status=Outcome.INVALID)
        seal = sealer.seal(letter, at=at, status_index=7)
        copy = pickle.loads(pickle.dumps(Verifier(trust, policy=strict)))
        assert copy.verify(seal.text, at=at).reason.code == "status_unknown"
        assert copy.verify(seal.text, at=at).outcome is Outcome.INVALID


class TestDefinition:
    """A verifier is refused when its classes cannot be meant."""

    @pytest.mark.parametrize(
        "wrong",
        [
            {"unknown_status": "valid"},
            {"unknown_status": True},
            {"unknown_status": None},
            {"clock_skew": 300},
            {"clock_skew": timedelta(seconds=-1)},
            {"clock_skew": timedelta(days=2)},
        ],
        ids=str,
    )
    def test_a_policy_that_cannot_be_meant(self, wrong):
        """A word from a settings file is no outcome; a skew of days is no clock."""
        with pytest.raises(UsageError) as caught:
            Policy(**wrong)
        assert caught.value.code == "policy_value"

    def test_two_classes_of_one_profile(self, trust, letter_class):
        """Which one should `require` give?"""
        with pytest.raises(UsageError) as caught:
            Verifier(trust, [letter_class, letter_class])
        assert caught.value.code == "profile_twice"

    def test_a_class_that_reads_the_wire_otherwise(self, trust):
        """Another type in a field's place would show another document."""

        class Other(
            SealedDocument,
            registry="kota-contoh",
            profile=1,
            labels={"id": "Surat", "en": "Letter"},
        ):
            number: int = sealed(id="Nomor", en="Number")

        with pytest.raises(UsageError) as caught:
            Verifier(trust, [Other])
        assert caught.value.code == "profile_differs"

    def test_a_profile_the_list_describes_and_nobody_has_a_class_for(self, at):
        """Every kind of field is shown from the trust list alone."""
        label = {"id": "Isian", "en": "Field"}

        def spec(name, kind, **more):
            return FieldSpec(name=name, label=label, type=kind, **more)

        profile = ProfileSpec(
            profile=5,
            labels={"id": "Semua", "en": "All"},
            fields=(
                spec("a", "bool"),
                spec("b", "datetime"),
                spec("c", "rupiah"),
                spec("d", "enum", values={1: {"id": "Sekolah", "en": "School"}}),
                spec("e", "masked"),
                spec("f", "list", item=FieldSpec(name="", label={}, type="date")),
                spec("g", "int", optional=True),
            ),
        )

        class Described:
            registry = "kota-contoh"

            @classmethod
            def profile_spec(cls):
                return profile

        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh", documents=[Described])
        values = [True, 1_795_482_000, [1_500_000, 5], 1, "3171************", [0, 1]]
        payload = encode({6: to_epoch(at), -65537: [5, None, *values]})
        token = build_sign1(payload, alg=-8, sign=key.sign, kid=key.kid)
        report = Verifier(authority.trust_list()).verify(
            f"https://a.example/s#{to_digits(token)}", at=at
        )
        assert report.outcome is Outcome.VALID, report.explain("en")
        assert [field.labelled("id")[1] for field in report.fields] == [
            "ya",
            "24 November 2026 08.00 WIB",
            "Rp1.500.000,05",
            "Sekolah",
            "3171************",
            "1 Januari 1970; 2 Januari 1970",
            "—",
        ]
        assert [field.labelled("en")[1] for field in report.fields] == [
            "yes",
            "24 November 2026 08:00 WIB",
            "Rp1.500.000,05",
            "School",
            "3171************",
            "1 January 1970; 2 January 1970",
            "—",
        ]
