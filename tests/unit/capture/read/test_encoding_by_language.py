# ruff: noqa: RUF001  Turkish has a dotless i
"""Words of a language are read in the encoding they were written in, and without a question if there are many."""

from __future__ import annotations

import random

import pytest

from core.capture.read.encoding import MANY_WORDS, guess

SAMPLES = {
    "French": ("cp1252", "Crème très déjà élève Société Électricité Hélène François Noël forêt château équipe réunion"),
    "Spanish": ("cp1252", "Muñoz Peña José García Sánchez Núñez año compañía dirección teléfono descripción próximo"),
    "Portuguese": ("cp1252", "São João Gonçalves descrição reunião não conexão informações endereço país"),
    "German": ("cp1252", "Müller Größe Straße Köln Jürgen Übersicht Änderung Fälligkeit prüfen Geschäftsführer"),
    "Dutch": ("cp1252", "financiële geïnteresseerd coördinatie België categorieën één vóór cliënt officiële efficiënt Daniël"),
    "Swedish": ("cp1252", "Åsa Öberg Malmö Göteborg förändring ansvarig företag ärende Sjöström"),
    "Italian": ("cp1252", "città perché società attività più è qualità responsabilità"),
    "Danish": ("cp1252", "Søren Jørgensen Århus København Bjørn Lærke mødet følge"),
    "Polish": ("cp1250", "Łódź Kraków Wałęsa Żółty spółka wartość użytkownik zgłoszenie"),
    "Czech": ("cp1250", "Škoda Dvořák příliš žluťoučký kůň Plzeň společnost požadavek účet"),
    "Hungarian": ("cp1250", "Győr Székely Lőrinc ügyfél előző társaság kérés szükséges"),
    "Russian": ("cp1251", "Москва Привет компания договор встреча клиент Иванов Петров задача срочно"),
    "Russian of Unix": ("koi8_r", "Москва Привет компания договор встреча клиент Иванов Петров задача срочно"),
    "Ukrainian": ("cp1251", "Київ Україна зустріч договір клієнт компанія відповідь термін"),
    "Turkish": ("cp1254", "İstanbul Şişli Çağrı Güneş müşteri görüşme değişiklik Yıldız"),
    "Lithuanian": ("cp1257", "Žemaitė įmonė Šiauliai ūkis ąžuolas pokyčių žmogus vadovė susitikimų"),
    "Greek": ("cp1253", "Αθήνα εταιρεία πελάτης συνάντηση Γιώργος διεύθυνση τηλέφωνο όνομα"),
    "Hebrew": ("cp1255", "שלום חברה לקוח פגישה ישראל חשוב כתובת טלפון"),
    "Arabic": ("cp1256", "شركة عميل اجتماع القاهرة مهم عنوان السعودية هاتف"),
    "Japanese": ("cp932", "東京 会社 株式会社 大阪 日本 会議 顧客 重要"),
    "Chinese": ("gb18030", "北京 公司 上海 会议 客户 重要 中国 有限公司"),
    "Taiwanese": ("big5", "台北 公司 會議 客戶 重要 台灣 有限公司 電話"),
    "Korean": ("cp949", "서울 회사 고객 회의 주식회사 부산 대한민국 전화"),
}  # fmt: skip


def words_of(language: str) -> tuple[str, list[bytes]]:
    encoding, text = SAMPLES[language]
    return encoding, [word.encode(encoding) for word in text.split() if not word.isascii()]


def letters(words: list[bytes], encoding: str) -> list[str]:
    return [word.decode(encoding) for word in words]


@pytest.mark.parametrize("language", SAMPLES)
def test_many_words_of_a_language_are_read_without_a_question(language: str) -> None:
    encoding, words = words_of(language)
    assert len(words) >= MANY_WORDS
    found = guess(words)
    assert letters(words, found.encoding) == letters(words, encoding)
    assert found.is_certain, found


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("count", [1, 2, 4])
def test_few_words_are_read_right_or_asked_about_with_the_right_answer_offered(
    language: str, count: int
) -> None:
    encoding, words = words_of(language)
    found = guess(words[:count])
    right = letters(words[:count], encoding)
    if found.is_certain:
        assert letters(words[:count], found.encoding) == right
    else:
        assert right in [letters(words[:count], one) for one in found.candidates]


@pytest.mark.parametrize("language", ["German", "French", "Spanish", "Dutch", "Polish", "Czech"])
def test_words_drawn_from_real_text_are_never_read_wrong_without_a_question(language: str) -> None:
    encoding, words = words_of(language)
    dice = random.Random(language)
    for count in (2, 4, 6, len(words)):
        for _ in range(6):
            drawn = dice.sample(words, count)
            found = guess(drawn)
            right = letters(drawn, encoding)
            assert letters(drawn, found.encoding) == right or not found.is_certain, found


def test_confidence_and_alternatives_make_up_to_one() -> None:
    found = guess(words_of("Spanish")[1])
    assert found.alternatives
    assert found.confidence + sum(share for _, share in found.alternatives) == pytest.approx(1)
    assert "Spanish" in found.evidence


def test_words_of_no_language_are_asked_about() -> None:
    letters_at_random = ["ýþðéâôýö", "þýðâéúô", "ðþýéâöô", "éþðýúâô"] * 3
    words = [f"{word}{n}q".encode("cp1252") for n, word in enumerate(letters_at_random)]
    assert not guess([word.strip(b"0123456789") for word in words]).is_certain
