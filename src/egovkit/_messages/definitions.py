"""Sentences about the workflows and definitions of `egovkit.services`."""

SENTENCES: dict[str, tuple[str, str]] = {
    "workflow_ambiguous": (
        "Tabel alur memuat dua baris untuk status {state} dan tindakan {action}.",
        "The workflow has two rows for state {state} and action {action}.",
    ),
    "workflow_reserved": (
        "Nama {name} dipakai oleh sistem dan tidak boleh ada dalam tabel alur.",
        "The name {name} is used by the desk itself and must not be in the table.",
    ),
    "workflow_unknown_state": (
        "Status {state} tidak ada dalam tabel alur.",
        "No row of the workflow has the state {state}.",
    ),
    "workflow_unknown_action": (
        "Tindakan {action} tidak ada dalam tabel alur.",
        "No row of the workflow has the action {action}.",
    ),
    "workflow_ub_without_an": (
        "Tindakan {action} mengizinkan u.b. tanpa a.n.",
        "The action {action} allows u.b. without a.n.",
    ),
    "workflow_reasoned_issue": (
        "Keputusan beralasan dibuat pada tindakan sebelum penerbitan, bukan pada penerbitan.",
        "A reasoned decision belongs to the action before issuing, not to issuing.",
    ),
    "definition_edited": (
        "Versi {service} telah dipakai dengan isi yang lain. Versi yang telah berlaku tidak diubah; buatlah versi baru.",
        "The version {service} is in use with other content. A published version is not edited; make a new one.",
    ),
    "label_unknown": (
        "Layanan ini tidak memiliki apa pun dengan nama {name} untuk diberi sebutan.",
        "The service has nothing named {name} that a label could be for.",
    ),
    "workflow_no_branch": (
        "Tindakan {action} mensyaratkan jawaban cabang, tetapi alur ini tidak memiliki cabang.",
        "The action {action} requires answers of branches, and the workflow has none.",
    ),
    "fact_reserved": (
        "Nama {fact} milik hal yang dihitung sendiri; gunakan nama lain.",
        "The name {fact} belongs to something that is computed; use another one.",
    ),
    "office_hours_order": (
        "Jam kerja harus berurutan dan tidak bertumpang tindih.",
        "Office hours follow each other and do not overlap.",
    ),
    "workflow_branch_twice": (
        "Dua cabang memakai nama yang sama.",
        "Two branches have the same name.",
    ),
    "workflow_unreachable": (
        "Status {state} tidak dapat dicapai dari status awal.",
        "The state {state} cannot be reached from the initial one.",
    ),
    "workflow_no_end": (
        "Alur tidak memiliki status akhir.",
        "The workflow has no final state.",
    ),
    "workflow_dead_end": (
        "Dari status {state} tidak ada jalan ke status akhir.",
        "No way leads from the state {state} to a final one.",
    ),
    "term_unknown_action": (
        "Jangka waktu {term} dimulai oleh tindakan yang tidak ada dalam alur.",
        "The term {term} starts with an action that the workflow does not have.",
    ),
    "term_unknown_pause": (
        "Jangka waktu {term} berhenti untuk {waiter}, tetapi alur tidak pernah menunggunya.",
        "The term {term} stands still for {waiter}, for whom the workflow never waits.",
    ),
    "term_unknown": (
        "Layanan ini tidak memiliki jangka waktu dengan nama itu.",
        "The service has no term of that name.",
    ),
    "requirement_twice": (
        "Dua persyaratan memakai nama yang sama.",
        "Two requirements have the same name.",
    ),
    "fact_unknown": (
        "Alur mensyaratkan {fact}, tetapi tidak ada yang dapat mencatatnya.",
        "The workflow requires {fact}, which nobody can record.",
    ),
    "fee_brackets": (
        "Tarif berjenjang harus menyebut isian, batas yang naik, dan baris terakhir tanpa batas.",
        "A tariff by brackets names a field, rising limits and a last line without one.",
    ),
    "fee_field": (
        "Tarif bergantung pada isian {field}, yang harus berupa bilangan bulat.",
        "The tariff depends on the field {field}, which must be a whole number.",
    ),
    "number_no_serial": (
        "Pola nomor surat harus memuat {{urut}} atau {{nomor}}.",
        "The pattern of a letter number must hold {{urut}} or {{nomor}}.",
    ),
    "number_slots": (
        "Isian tetap nomor surat tidak cocok dengan polanya.",
        "The fixed slots of the letter number do not fit its pattern.",
    ),
    "register_gap": (
        "Register {register} tahun {year} tidak lengkap: ada nomor yang hilang.",
        "The register {register} of {year} is incomplete: a number is missing.",
    ),
    "catalogue_twice": (
        "Katalog memuat dua kali versi yang sama dari layanan {service}.",
        "The catalogue holds the same version of the service {service} twice.",
    ),
    "catalogue_type": (
        "Katalog memuat ServiceDefinition saja.",
        "A catalogue holds ServiceDefinitions and nothing else.",
    ),
    "query_states": (
        "Keadaan dalam WorkQuery harus berupa daftar nama.",
        "The states of a WorkQuery are several names, not one text.",
    ),
    "catalogue_unknown": (
        "Katalog tidak memuat {service}.",
        "The catalogue does not hold {service}.",
    ),
    "service_not_named": (
        "Sebutkan layanan yang dimohon: meja ini melayani lebih dari satu.",
        "Name the service: this desk has more than one.",
    ),
    "secret_too_short": (
        "Kunci rahasia harus paling sedikit {limit} bita.",
        "The secret must have at least {limit} bytes.",
    ),
}
