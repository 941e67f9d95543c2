"""LlamaIndex's VectorStoreIndex over a ChromaVectorStore, with all-MiniLM-L6-v2."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore

from eval.rivals.minilm import model_path
from eval.scale.setups import Corpus, Search, embedded

# Nodes at a time; a node's embedding is a list of floats, 12 kB.
_BATCH = 2_000


def build(corpus: Corpus, folder: Path) -> float:
    """A node for each passage."""
    texts = list(corpus.texts())
    model = _model()
    vectors, more_s = embedded(texts, lambda part: model.get_text_embedding_batch(list(part)))
    context = StorageContext.from_defaults(vector_store=_store(folder))
    index = VectorStoreIndex([], storage_context=context, embed_model=model)
    for start in range(0, len(texts), _BATCH):
        end = start + _BATCH
        nodes = [
            TextNode(text=text, embedding=vector.tolist())
            for text, vector in zip(texts[start:end], vectors[start:end], strict=True)
        ]
        index.insert_nodes(nodes)
    return more_s


def opened(folder: Path) -> Mapping[str, Search]:
    """Its retriever."""
    index = VectorStoreIndex.from_vector_store(_store(folder), embed_model=_model())
    return {"search": index.as_retriever(similarity_top_k=10).retrieve}


def _store(folder: Path) -> Any:
    return ChromaVectorStore.from_params(collection_name="minutes", persist_dir=str(folder))


def _model() -> Any:
    return HuggingFaceEmbedding(model_name=model_path(), device="cpu")
