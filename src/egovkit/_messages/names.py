"""Words for the names that belong to the desk of `egovkit.services` itself."""

SENTENCES: dict[str, tuple[str, str]] = {
    "name_applicant": ("pemohon", "the applicant"),
    "name_branches": ("jawaban instansi lain", "the answers of others"),
    "name_documents": ("dokumen persyaratan", "required documents"),
    "name_draft": ("konsep", "draft"),
    "name_erase": ("penghapusan data pribadi", "erasing personal data"),
    "name_extend": ("perpanjangan jangka waktu", "extending the term"),
    "name_fee": ("pembayaran biaya", "payment of the fee"),
    "name_issue": ("Penerbitan dokumen", "Issuing the document"),
    "name_link": ("penautan permohonan", "linking requests"),
    "name_move_version": ("perpindahan versi", "moving to another version"),
    "name_read": ("pembacaan data pribadi", "reading personal data"),
    "name_rejection": ("penolakan instansi lain", "a rejection by others"),
    "name_subrequest": ("penambahan permohonan bagian", "adding a part"),
    "name_subrequests": ("penyelesaian permohonan bagian", "the end of all parts"),
    "name_submit": ("pengajuan", "submitting"),
    "name_void": ("pembatalan nomor", "giving up a number"),
}
