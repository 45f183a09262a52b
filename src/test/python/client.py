"""Uses OpenAI's own Python client on a server: client.py BASE_URL KEY. Any failure ends it."""

import enum
import sys
from typing import Optional

import openai
import pydantic

MODEL = "SmolLM2-135M-Instruct.Q4_1"
EMBEDDER = "all-MiniLM-L6-v2"
BASE_URL, KEY = sys.argv[1:]


class Kind(enum.Enum):
    HOME = "home"
    WORK = "work"


class Address(pydantic.BaseModel):
    kind: Kind
    street: Optional[str]


class Person(pydantic.BaseModel):
    age: int
    addresses: list[Address] = pydantic.Field(max_length=1)


def messages(question):
    return [{"role": "user", "content": question}]


def lists_the_model(client):
    models = list(client.models.list())
    assert [model.id for model in models] == [MODEL + ".gguf", EMBEDDER], models
    assert client.models.retrieve(MODEL).created == models[0].created
    assert client.models.retrieve("org/model").id == MODEL + ".gguf"


def chats(client):
    answer = client.chat.completions.create(
        model=MODEL, messages=messages("Tell me a story."), max_completion_tokens=5
    )
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 5


def streams_with_usage(client):
    chunks = list(
        client.chat.completions.create(
            model=MODEL,
            messages=messages("Tell me a story."),
            max_tokens=5,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    assert chunks[0].choices[0].delta.role == "assistant"
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert chunks[-2].choices[0].finish_reason == "length"
    assert chunks[-1].choices == [] and chunks[-1].usage.completion_tokens == 5


def parses_into_a_model(client):
    answer = client.chat.completions.parse(
        model=MODEL,
        messages=messages("Ann is 30 and lives in High Street. Give me Ann as JSON."),
        max_tokens=300,
        temperature=0,
        response_format=Person,
    )
    assert isinstance(answer.choices[0].message.parsed, Person), answer


def embeds(client):
    # The client asks for base64 by itself.
    made = client.embeddings.create(model=EMBEDDER, input=["a fox", "a fast fox", "bread"])
    near, far = (
        sum(a * b for a, b in zip(made.data[0].embedding, other.embedding))
        for other in made.data[1:]
    )
    assert len(made.data[0].embedding) == 384 and near > far + 0.3, (near, far)
    assert made.usage.prompt_tokens == made.usage.total_tokens == 12, made.usage
    plain = client.embeddings.create(model=EMBEDDER, input="a fox", encoding_format="float")
    assert max(abs(a - b) for a, b in zip(plain.data[0].embedding, made.data[0].embedding)) < 1e-5
    try:
        client.embeddings.create(model=EMBEDDER, input=[[791, 8415], [31224, 72229]])
        raise AssertionError("no error")
    except openai.BadRequestError as error:
        assert "check_embedding_ctx_length" in error.message, error.message


def raises_its_own_errors(client):
    try:
        client.chat.completions.create(model=MODEL, messages=messages("Hi"), temperature=9)
        raise AssertionError("no error")
    except openai.BadRequestError as error:
        assert error.param == "temperature" and error.code == "decimal_above_max_value"
    try:
        client.chat.completions.create(model="nix", messages=messages("Hi"))
        raise AssertionError("no error")
    except openai.NotFoundError as error:
        assert error.code == "model_not_found" and error.request_id
    try:
        openai.OpenAI(base_url=BASE_URL, api_key="sk-wrong").models.list()
        raise AssertionError("no error")
    except openai.AuthenticationError as error:
        assert error.code == "invalid_api_key"


CHECKS = [
    lists_the_model,
    chats,
    streams_with_usage,
    parses_into_a_model,
    embeds,
    raises_its_own_errors,
]

for check in CHECKS:
    check(openai.OpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0))
    print(check.__name__)
