"""The verify page without a network, from a file, and with newer lists."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from egovkit.qr import StatusList
from egovkit.signatures import (
    SigningKey,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
    write_signatures,
)
from egovkit.testing import TestAuthority

HOST = "v.contoh.example"
NOW = datetime.now(UTC).replace(microsecond=0)  # the page asks the browser's clock
DAY = timedelta(days=1)
ISSUER = "kelurahan-contoh"
STATUS_PATH = f"/status/{ISSUER}"

pytestmark = pytest.mark.slow


class TestOffline:
    """Kept by its service worker, or opened from a file."""

    def test_after_one_visit(self, world, tab):
        """Without a network the kept page and the kept list still answer."""
        world.serve_status((7, "valid"))
        tab.visit(world.seal())
        tab.wait_until_kept()
        tab.context.set_offline(True)
        got = tab.visit(world.seal(name="Budi Santoso"))
        assert got["outcome"] == "valid"
        assert ["Nama", "Budi Santoso"] in got["fields"]

    def test_other_pages_of_the_host_are_left_alone(self, world, tab):
        """The page may share its host: what else is there is neither kept nor
        answered by it.
        """
        body = b"<!doctype html><title>Surat</title>"
        world.site.routes["/surat"] = ("text/html", body)
        tab.goto(f"https://{HOST}/s")
        tab.wait_until_kept()
        tab.goto(f"https://{HOST}/surat")
        assert tab.title() == "Surat"
        kept = "async () => (await (await caches.open('egovkit-page')).keys())"
        assert tab.evaluate(f"({kept})().then((all) => all.map((r) => r.url))") == [
            f"https://{HOST}/s"
        ]

    def test_first_visit_without_the_list(self, world, tab):
        """Offline and never seen: genuine, status not checked."""
        tab.goto(f"https://{HOST}/s")
        tab.wait_until_kept()
        tab.context.set_offline(True)
        assert tab.visit(world.seal())["outcome"] == "indeterminate"

    def test_file_with_snapshot(self, world, tab):
        """From a file, with a status list inside."""
        world.build(statuses=[world.status((7, "valid"))])
        got = tab.visit(world.local(world.seal()))
        assert got["outcome"] == "valid"
        assert tab.url == world.file.as_uri()

    def test_file_without_snapshot(self, world, tab):
        """From a file, without one: genuine, status not checked."""
        assert tab.visit(world.local(world.seal()))["outcome"] == "indeterminate"

    def test_file_revoked(self, world, tab):
        """The snapshot revokes as well."""
        world.build(statuses=[world.status((7, "revoked"))])
        assert tab.visit(world.local(world.seal()))["outcome"] == "invalid"

    def test_a_later_shard(self, world, tab):
        """Index 2^20 + 5 stands at place 5 of the list at ``…/1``."""
        index = 2**20 + 5
        shards = StatusList.by_shard([(index, "valid")])
        world.site.routes[f"{STATUS_PATH}/1"] = (
            "application/statuslist+cwt",
            world.authority.status_token(shards[1], issuer=ISSUER, at=NOW, shard=1),
        )
        assert tab.visit(world.seal(index=index))["outcome"] == "valid"
        assert "status_not_issued" in tab.visit(world.seal(index=index + 1))["codes"]

    @pytest.mark.parametrize(
        ("word", "code"), [("valid", "status_valid"), ("revoked", "status_revoked")]
    )
    def test_a_list_in_jwt_form(self, world, tab, word, code):
        """From the network, as a file with a line end, and kept for later."""
        body = f"{world.jwt((7, word))}\n".encode()
        world.site.routes[STATUS_PATH] = ("application/statuslist+jwt", body)
        assert code in tab.visit(world.seal())["codes"]
        asked = next(h for path, h in world.site.requests if path == STATUS_PATH)
        assert asked["accept"] == (
            "application/statuslist+cwt, application/statuslist+jwt"
        )
        tab.wait_until_kept()
        tab.context.set_offline(True)
        assert code in tab.visit(world.seal())["codes"]

    def test_a_snapshot_in_jwt_form(self, world, tab):
        """Inside the page, opened from a file."""
        world.build(statuses=[world.jwt((7, "suspended"))])
        assert "status_suspended" in tab.visit(world.local(world.seal()))["codes"]

    def test_a_jwt_signed_by_a_stranger(self, world, tab):
        """As if there were no list."""
        stranger = SigningKey.generate("Ed25519", use="status")
        body = world.jwt((7, "valid"), key=stranger).encode()
        world.site.routes[STATUS_PATH] = ("application/statuslist+jwt", body)
        assert "status_unknown" in tab.visit(world.seal())["codes"]

    def test_the_network_is_newer_than_the_snapshot(self, world, tab):
        """Revoked since the page was built."""
        world.build(statuses=[world.status((7, "valid"), at=NOW - DAY)])
        world.serve_status((7, "revoked"))
        assert "status_revoked" in tab.visit(world.seal())["codes"]

    def test_an_older_list_from_the_network(self, world, tab):
        """Whoever serves last week's list does not undo a revocation."""
        world.build(statuses=[world.status((7, "revoked"))])
        world.serve_status((7, "valid"), at=NOW - DAY)
        assert "status_revoked" in tab.visit(world.seal())["codes"]


class TestTrustList:
    """A page that was kept learns of changes, from its own root only."""

    def newer(self, authority, change, keepers=None):
        """Publish the next edition as trust.json, not a new page."""
        builder = TrustListBuilder(authority.trust_list())
        change(builder)
        data = builder.build(at=NOW, expires=NOW + 7 * DAY)
        signers = keepers or authority.keepers
        signatures = [sign_detached(data, k) for k in signers]
        bundle = json.loads(authority.bundle())
        bundle["list"] = {
            "signed": data.decode(),
            "signatures": json.loads(write_signatures(signatures)),
        }
        return bundle

    def serve(self, world, bundle):
        """Publish a bundle."""
        body = json.dumps(bundle).encode()
        world.site.routes["/trust.json"] = ("application/json", body)

    def test_a_key_declared_compromised_later(self, world, tab):
        """The newer list decides, also for a page built before."""
        text = world.seal(index=None)
        assert tab.visit(text)["outcome"] == "valid"
        kid = world.key.kid
        bundle = self.newer(
            world.authority, lambda b: b.declare_compromised(ISSUER, kid)
        )
        self.serve(world, bundle)
        assert "key_compromised" in tab.visit(text)["codes"]
        # and stays known when the server, or an attacker, goes back
        world.site.publish(world.folder)
        assert "key_compromised" in tab.visit(text)["codes"]

    def test_a_newer_list_of_another_root(self, world, tab):
        """Another authority's list, however new, changes nothing."""
        text = world.seal(index=None)
        other = TestAuthority()
        other.issuer_key(ISSUER, documents=[world.document])
        self.serve(world, self.newer(other, lambda _: None))
        assert tab.visit(text)["outcome"] == "valid"

    def test_a_newer_list_with_one_signature(self, world, tab):
        """Below the threshold it changes nothing."""
        text = world.seal(index=None)
        kid = world.key.kid
        bundle = self.newer(
            world.authority, lambda b: b.declare_compromised(ISSUER, kid)
        )
        bundle["list"]["signatures"].pop()
        self.serve(world, bundle)
        assert tab.visit(text)["outcome"] == "valid"

    def rotated(self, world, signers):
        """The next edition, under a second root that these keepers signed."""
        authority, kid = world.authority, world.key.kid
        fresh = [SigningKey.generate("Ed25519", use="trust") for _ in "ab"]
        keys = [key.public for key in fresh]
        data = TrustRoot.build(
            keys=keys,
            threshold=2,
            list_keys=keys,
            list_threshold=2,
            at=NOW,
            expires=NOW + 400 * DAY,
            previous=authority.root,
        )
        bundle = self.newer(
            authority, lambda b: b.declare_compromised(ISSUER, kid), keepers=fresh
        )
        signatures = [sign_detached(data, k) for k in (*signers, *fresh)]
        bundle["roots"].append(
            {
                "signed": data.decode(),
                "signatures": json.loads(write_signatures(signatures)),
            }
        )
        return bundle

    def test_a_new_root(self, world, tab):
        """New keepers, appointed by the old ones: their list is believed."""
        self.serve(world, self.rotated(world, world.authority.keepers))
        assert "key_compromised" in tab.visit(world.seal(index=None))["codes"]

    def test_a_new_root_without_the_old_threshold(self, world, tab):
        """New keepers whom one old keeper appointed: their list changes nothing."""
        self.serve(world, self.rotated(world, world.authority.keepers[:1]))
        assert tab.visit(world.seal(index=None))["outcome"] == "valid"

    def test_one_keeper_twice(self, world, tab):
        """One keeper who signs twice is one."""
        text = world.seal(index=None)
        kid = world.key.kid
        bundle = self.newer(
            world.authority, lambda b: b.declare_compromised(ISSUER, kid)
        )
        bundle["list"]["signatures"][1] = bundle["list"]["signatures"][0]
        self.serve(world, bundle)
        assert tab.visit(text)["outcome"] == "valid"

    def test_an_expired_list(self, world, tab):
        """A page whose list has ended does not decide any more."""
        tab.clock.set_fixed_time(datetime(2041, 1, 1, tzinfo=UTC))
        got = tab.visit(world.seal(index=None))
        assert got["outcome"] == "indeterminate"
        assert "issuer_list_expired" in got["codes"]

    def test_a_clock_that_is_wrong(self, world, tab):
        """Before the list was made, no time of the browser is believed."""
        tab.clock.set_fixed_time(datetime(2019, 1, 1, tzinfo=UTC))
        got = tab.visit(world.seal(index=None))
        assert "trust_from_future" in got["codes"]
        assert got["outcome"] == "invalid"  # and the seal is from the future
