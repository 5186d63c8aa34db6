package dev.terrace.gateway.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a dictionary (COVER as of zstd, Liao et al. 2017) on some of the samples and judges it by the others: it is only worth having where it
 * makes them smaller than zstd at the same level without it does. Takes up to a second or so of CPU: not for an event loop.
 */
public final class DictionaryTraining {
    /** Samples below which none is trained: too few make a dictionary of themselves. */
    public static final int MIN_SAMPLES = 256;

    private static final int DICTIONARY_BYTES = 32 * 1024;
    private static final int JUDGED = 5;
    private static final int LEVEL = 3;
    private static final double WORTH = 0.9;

    private DictionaryTraining() {}

    /**
     * A dictionary that is worth having.
     *
     * @param bytes as trained, without an id of ours
     * @param ratio packed by raw bytes of the samples it was judged by
     * @param plainRatio the same without it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Trained(byte[] bytes, double ratio, double plainRatio) {}

    /** Trained on four of five of them, or empty where that is not worth it or there are too few. */
    public static Optional<Trained> of(List<byte[]> samples) {
        if (samples.size() < MIN_SAMPLES) {
            return Optional.empty();
        }
        List<byte[]> learned = new ArrayList<>();
        List<byte[]> judges = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (i % JUDGED == 0) {
                judges.add(samples.get(i));
            } else {
                learned.add(samples.get(i));
                total += samples.get(i).length;
            }
        }
        ZstdDictTrainer trainer = new ZstdDictTrainer(total, Math.min(DICTIONARY_BYTES, Math.max(1024, total / 8)));
        learned.forEach(trainer::addSample);
        try {
            return judged(trainer.trainSamples(), judges);
        } catch (ZstdException tooAlikeOrTooFew) {
            return Optional.empty();
        }
    }

    private static Optional<Trained> judged(byte[] trained, List<byte[]> judges) {
        Dictionary dictionary = Dictionary.named(Dictionary.FIRST_ID, trained);
        long raw = 0;
        long with = 0;
        long without = 0;
        for (byte[] judge : judges) {
            byte[] packed = Compression.shrink(judge, dictionary);
            raw += judge.length;
            with += packed == null ? judge.length : packed.length;
            without += Math.min(judge.length, Zstd.compress(judge, LEVEL).length);
        }
        return with > without * WORTH
                ? Optional.empty()
                : Optional.of(new Trained(trained, (double) with / raw, (double) without / raw));
    }
}
