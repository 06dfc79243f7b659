"""Writers that meet."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import sqlalchemy as sa

from testban.store import Store
from testban.store.engine import connect, locate, writing
from testban.store.schema import document_names, documents
from testban.store.write import add_name
from tests.store import papers


def test_two_that_add_the_same_name_at_once_add_it_once(
    store: Store, folder: Path, url: str
) -> None:
    store.ingest(papers.write(folder, "a.txt", "条约。"), pipeline=papers.PIPELINE)
    (record,) = store.documents()
    engine = connect(locate(url))
    failed: list[BaseException] = []

    def add() -> None:
        try:
            add_name(engine, record.sha256, "copy.txt")
        except BaseException as error:  # noqa: BLE001 - to be seen in the other thread
            failed.append(error)

    second = threading.Thread(target=add)
    with writing(engine) as connection:
        number = connection.execute(sa.select(documents.c.id)).scalar_one()
        statement = sa.insert(document_names).values(document_id=number, name="copy.txt")
        connection.execute(statement)
        second.start()
        # The second has looked, has not seen the name, and waits for this transaction.
        time.sleep(0.5)
        assert second.is_alive()
    second.join(20)
    engine.dispose()
    assert failed == []
    assert store.documents()[0].names == ("a.txt", "copy.txt")
