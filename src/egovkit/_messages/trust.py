"""Sentences of `egovkit.signatures.trust`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "trust_format": (
        "Berkas kepercayaan tidak sesuai format: bagian {field}.",
        "The trust file does not follow its format: part {field}.",
    ),
    "trust_not_json": (
        "Berkas kepercayaan bukan JSON yang ketat.",
        "The trust file is not strict JSON.",
    ),
    "trust_too_large": (
        "Berkas kepercayaan melebihi {limit} bita.",
        "The trust file is longer than {limit} bytes.",
    ),
    "trust_signatures": (
        "Daftar kepercayaan memerlukan {needed} tanda tangan yang sah; ditemukan {valid}.",
        "The trust list needs {needed} valid signatures; {valid} were found.",
    ),
    "trust_from_future": (
        "Daftar kepercayaan bertanggal setelah waktu sekarang.",
        "The trust list is dated in the future.",
    ),
    "trust_expired": (
        "Masa berlaku daftar kepercayaan telah berakhir.",
        "The trust list has expired.",
    ),
    "trust_older": (
        "Daftar kepercayaan lebih lama daripada edisi {known} yang sudah dikenal.",
        "The trust list is older than edition {known}, which is already known.",
    ),
    "trust_same_version": (
        "Edisi {version} daftar kepercayaan sudah dikenal dengan isi yang berbeda.",
        "Edition {version} of the trust list is already known with other content.",
    ),
    "trust_forked": (
        "Edisi {version} daftar kepercayaan tidak melanjutkan edisi yang sudah dikenal.",
        "Edition {version} of the trust list does not continue the edition already known.",
    ),
    "clock_set_back": (
        "Jam lebih lambat daripada waktu bertanda tangan yang sudah pernah dilihat.",
        "The clock is behind a signed time that was already seen.",
    ),
    "root_fingerprint": (
        "Sidik jari akar kepercayaan tidak cocok.",
        "The trust root has another fingerprint.",
    ),
    "root_signatures": (
        "Akar kepercayaan memerlukan {needed} tanda tangan yang sah; ditemukan {valid}.",
        "The trust root needs {needed} valid signatures; {valid} were found.",
    ),
    "root_version": (
        "Akar kepercayaan berikutnya harus edisi {expected}.",
        "The next trust root must be edition {expected}.",
    ),
    "root_older": (
        "Akar kepercayaan lebih lama daripada edisi {known} yang sudah dikenal.",
        "The trust root is older than edition {known}, which is already known.",
    ),
    "root_expired": (
        "Masa berlaku akar kepercayaan telah berakhir.",
        "The trust root has expired.",
    ),
    "root_threshold": (
        "Ambang {needed} tidak dapat dipenuhi oleh {keys} kunci yang berbeda.",
        "A threshold of {needed} cannot be met by {keys} different keys.",
    ),
    "trust_key_use": (
        "Kunci instansi harus mempunyai kegunaan, dan kegunaan itu bukan trust.",
        "An agency's key needs a use, and one other than trust.",
    ),
    "trust_kid_taken": (
        "Tanda kenal kunci (kid) sudah dipakai kunci lain dalam daftar; buat kunci baru.",
        "The key hint (kid) is taken by another key of the list; generate a new key.",
    ),
    "trust_key_unknown": (
        "Kunci tidak ditemukan pada instansi tersebut.",
        "The agency has no such key.",
    ),
    "trust_key_compromised": (
        "Kunci yang dinyatakan bocor tidak dapat dinyatakan pensiun.",
        "A key declared compromised cannot be retired.",
    ),
    "trust_expires_first": (
        "Daftar kepercayaan harus berakhir setelah dibuat.",
        "A trust list must expire after it is made.",
    ),
    "trust_issuer_exists": (
        "Instansi sudah ada dalam daftar.",
        "The agency is already in the list.",
    ),
    "trust_issuer_unknown": (
        "Instansi tidak ada dalam daftar.",
        "The agency is not in the list.",
    ),
    "trust_registry_exists": (
        "Register sudah ada dalam daftar.",
        "The registry is already in the list.",
    ),
    "trust_registry_unknown": (
        "Register tidak ada dalam daftar.",
        "The registry is not in the list.",
    ),
    "trust_profile_unknown": (
        "Profil tidak ada dalam register instansi tersebut.",
        "The profile is not in the agency's registry.",
    ),
    "profile_not_append_only": (
        "Profil {profile} hanya boleh ditambah bidang opsional di akhir; bidang lama tidak boleh berubah.",
        "Profile {profile} may only gain optional fields at its end; older fields must not change.",
    ),
    "trust_keeper_key": (
        "Daftar kepercayaan hanya ditandatangani dengan kunci berkegunaan trust.",
        "A trust list is signed only with a key of use trust.",
    ),
    "trust_rotate_use": (
        "Kunci pengganti harus berkegunaan sama dengan kunci lama.",
        "The new key must have the same use as the old one.",
    ),
    "trust_several_registries": (
        "Satu instansi hanya menerbitkan dokumen dari satu register.",
        "One agency issues documents of one registry only.",
    ),
    "keeper_written": ("Ditulis ke {name}", "Written to {name}"),
    "keeper_digest": (
        "SHA-256 dari yang ditandatangani: {digest}",
        "SHA-256 of what is signed: {digest}",
    ),
    "keeper_edition": (
        "Edisi {version}: dibuat {issued}, berlaku sampai {expires}.",
        "Edition {version}: made {issued}, in force until {expires}.",
    ),
    "keeper_next_root": (
        "{threshold} dari {count} kunci berikut menandatangani akar berikutnya.",
        "{threshold} of these {count} keys sign the next root.",
    ),
    "keeper_next_list": (
        "{threshold} dari {count} kunci berikut menandatangani daftar kepercayaan.",
        "{threshold} of these {count} keys sign the trust list.",
    ),
    "keeper_no_root": (
        "Berikan akar dengan --root, atau daftar yang berlaku dengan --trust.",
        "Give the root with --root, or the list in force with --trust.",
    ),
    "keeper_not_toml": (
        "Berkas {name} bukan TOML.",
        "The file {name} is not TOML.",
    ),
    "keeper_table": (
        "Berkas perubahan hanya memuat tabel berikut: {known}.",
        "A file of changes holds these tables only: {known}.",
    ),
    "keeper_entry": (
        "Entri [[{table}]] memuat nama-nama ini: {names}.",
        "An entry [[{table}]] holds these names: {names}.",
    ),
    "keeper_kid": (
        "Tanda kenal kunci (kid) adalah 8 angka heksadesimal.",
        "A key hint (kid) is 8 hexadecimal digits.",
    ),
    "trust_change_profile_added": (
        "Register {registry}: profil {profile} ditambahkan.",
        "Registry {registry}: profile {profile} was added.",
    ),
    "trust_change_profile_removed": (
        "Register {registry}: profil {profile} DIHAPUS; dokumen dengan profil ini tidak terbaca lagi.",
        "Registry {registry}: profile {profile} was REMOVED; seals of this profile can no longer be read.",
    ),
    "trust_change_profile_extended": (
        "Register {registry}: profil {profile} ditambah bidang atau diubah labelnya; dokumen lama tetap terbaca.",
        "Registry {registry}: profile {profile} gained fields or other labels; older documents still read.",
    ),
    "trust_change_profile_altered": (
        "Register {registry}: profil {profile} DIUBAH tidak sesuai aturan; dokumen lama dapat terbaca keliru.",
        "Registry {registry}: profile {profile} was ALTERED against the rule; older documents may read wrongly.",
    ),
    "trust_change_issuer_added": (
        "Instansi {issuer} ({name}) ditambahkan pada register {registry}.",
        "Agency {issuer} ({name}) was added, in registry {registry}.",
    ),
    "trust_change_issuer_removed": (
        "Instansi {issuer} DIHAPUS; dokumennya tidak dapat diverifikasi lagi.",
        "Agency {issuer} was REMOVED; its documents can no longer be verified.",
    ),
    "trust_change_issuer_renamed": (
        "Instansi {issuer} kini bernama {name}.",
        "Agency {issuer} is now named {name}.",
    ),
    "trust_change_issuer_moved": (
        "Instansi {issuer} DIPINDAHKAN ke register {registry}; dokumen lamanya dapat terbaca keliru.",
        "Agency {issuer} was MOVED to registry {registry}; its older documents may read wrongly.",
    ),
    "trust_change_profile_allowed": (
        "Instansi {issuer} kini berwenang atas profil {profile}.",
        "Agency {issuer} may now issue profile {profile}.",
    ),
    "trust_change_profile_withdrawn": (
        "Instansi {issuer} tidak lagi berwenang atas profil {profile}.",
        "Agency {issuer} may no longer issue profile {profile}.",
    ),
    "trust_change_status_uri": (
        "Alamat daftar status instansi {issuer} kini {uri}.",
        "The status lists of agency {issuer} are now at {uri}.",
    ),
    "trust_change_key_added": (
        "Instansi {issuer}: kunci {kid} ({use}) ditambahkan, berlaku dari {start} sampai {end}; sidik jari SHA-256 {fingerprint}.",
        "Agency {issuer}: key {kid} ({use}) was added, valid from {start} to {end}; SHA-256 fingerprint {fingerprint}.",
    ),
    "trust_change_key_removed": (
        "Instansi {issuer}: kunci {kid} DIHAPUS; dokumen yang ditandatanganinya tidak dapat diverifikasi lagi.",
        "Agency {issuer}: key {kid} was REMOVED; what it signed can no longer be verified.",
    ),
    "trust_change_key_retired": (
        "Instansi {issuer}: kunci {kid} ({use}) pensiun sejak {retired}; dokumen sebelumnya tetap sah.",
        "Agency {issuer}: key {kid} ({use}) is retired since {retired}; earlier documents stand.",
    ),
    "trust_change_key_compromised": (
        "Instansi {issuer}: kunci {kid} ({use}) dinyatakan BOCOR; seluruh dokumennya tidak lagi sah.",
        "Agency {issuer}: key {kid} ({use}) was declared COMPROMISED; none of its documents is valid.",
    ),
    "trust_change_key_revived": (
        "Instansi {issuer}: kunci {kid} ({use}) DIAKTIFKAN KEMBALI.",
        "Agency {issuer}: key {kid} ({use}) was made ACTIVE AGAIN.",
    ),
    "trust_change_key_cleared": (
        "Instansi {issuer}: kunci {kid} ({use}) TIDAK LAGI dinyatakan bocor; tanda tangan pencuri dapat menjadi sah.",
        "Agency {issuer}: key {kid} ({use}) is NO LONGER declared compromised; what a thief signed may become valid.",
    ),
    "trust_change_key_use": (
        "Instansi {issuer}: kegunaan kunci {kid} DIUBAH menjadi {use}.",
        "Agency {issuer}: the use of key {kid} was CHANGED to {use}.",
    ),
    "trust_change_key_times": (
        "Instansi {issuer}: masa kunci {kid} ({use}) berubah: dari {start} sampai {end}, pensiun {retired}.",
        "Agency {issuer}: the time of key {kid} ({use}) changed: from {start} to {end}, retired {retired}.",
    ),
}
