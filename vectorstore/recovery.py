"""What is done at opening: finish what a killed process left, and make again an index that can't be relied on."""

from __future__ import annotations

from vectorstore.holdings import Holdings
from vectorstore.remake import Progress, remake_vectors, remake_words


def recover(holdings: Holdings, progress: Progress) -> None:
    """Bring `holdings` to a state in which everything agrees.

    A pending report has its text and its vectors in the catalogue, so it is finished; so is a removal. An index is only
    trusted when its seal is whole: what a kill may have torn is not mended but made again.
    """
    catalogue = holdings.catalogue
    if pending := catalogue.unfinished("pending"):
        catalogue.finish(pending)
        progress(f"{len(pending)} reports were not wholly in yet: finished")
    if removing := catalogue.unfinished("removing"):
        holdings.originals.keep_only(catalogue.originals())
        catalogue.delete(removing)
        progress(f"{len(removing)} reports were not wholly removed yet: finished")
    holdings.originals.keep_only(catalogue.originals())
    catalogue.drop_other_spaces()
    holdings.refresh()
    mend(holdings, progress)


def mend(holdings: Holdings, progress: Progress) -> None:
    """Make an index again that is missing, damaged, or not of this catalogue."""
    for index, remake in ((holdings.vectors, remake_vectors), (holdings.words, remake_words)):
        if not holdings.now.passages:
            index.clear()
        elif reason := index.fault():
            progress(f"the {index.name} index is {reason}: it is made again from the catalogue")
            remake(holdings, progress)
