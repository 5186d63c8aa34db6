package dev.terrace.gateway.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One dictionary, trained on what a test gives. */
final class TestDictionaries implements Dictionaries {
    final Dictionary dictionary;

    TestDictionaries(List<byte[]> samples) {
        DictionaryTraining.Trained trained = DictionaryTraining.of(samples).orElseThrow();
        this.dictionary = Dictionary.named(Dictionary.FIRST_ID + 5, trained.bytes());
    }

    @Override
    public @Nullable Dictionary current() {
        return dictionary;
    }

    @Override
    public @Nullable Dictionary find(long id) {
        return id == dictionary.id() ? dictionary : null;
    }

    @Override
    public void seen(byte[] value) {}

    @Override
    public void used(int raw, int packed) {}
}
