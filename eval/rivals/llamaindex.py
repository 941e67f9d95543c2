"""LlamaIndex's five lines: documents into a VectorStoreIndex, its splitter, a small embedding."""

from __future__ import annotations

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.settings import Settings
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from eval.rivals.minilm import model_path
from eval.rivals.passages import Corpus, Passage, Rival


def vector_index(corpus: Corpus) -> Rival:
    """Its own splitter with what it is set to: 1,024 tokens, 200 of them shared."""
    Settings.llm = MockLLM()  # else it looks for one with a key
    documents = [
        Document(text=held.text, metadata={"file_name": name}) for name, held in corpus.items()
    ]
    index = VectorStoreIndex.from_documents(
        documents, embed_model=HuggingFaceEmbedding(model_name=model_path(), device="cpu")
    )

    def retrieve(query: str, top: int) -> list[tuple[Passage, float]]:
        found = index.as_retriever(similarity_top_k=top).retrieve(query)
        return [
            (
                Passage(
                    hit.node.metadata["file_name"],
                    hit.node.start_char_idx or 0,
                    hit.node.end_char_idx or 0,
                    hit.node.text,
                ),
                float(hit.score or 0.0),
            )
            for hit in found
        ]

    return Rival(
        "LlamaIndex",
        "VectorStoreIndex.from_documents with its own splitter and all-MiniLM-L6-v2",
        corpus,
        retrieve,
    )
