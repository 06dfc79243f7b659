"""Papers as drafting committees revise them, with what a lawyer would list of each revision."""
