package dev.terrace.optimizer.boot;

import dev.terrace.events.EventSink;
import dev.terrace.kit.security.SecurityConfig;
import dev.terrace.optimizer.advice.AdviceBook;
import dev.terrace.optimizer.advice.Analyst;
import dev.terrace.optimizer.advice.Configurations;
import dev.terrace.optimizer.advice.Desk;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.advice.Outlooks;
import dev.terrace.optimizer.advice.SizeAdvisor;
import dev.terrace.optimizer.advice.Watch;
import dev.terrace.optimizer.api.Round;
import dev.terrace.optimizer.api.Rounds;
import dev.terrace.optimizer.events.Deeds;
import dev.terrace.optimizer.events.RecommendationPublisher;
import dev.terrace.optimizer.history.AdviceRows;
import dev.terrace.optimizer.history.FindingRows;
import dev.terrace.optimizer.history.Minutes;
import dev.terrace.optimizer.history.OutlookRows;
import dev.terrace.optimizer.history.Rollups;
import dev.terrace.optimizer.history.Schedules;
import dev.terrace.optimizer.history.Snapshots;
import dev.terrace.optimizer.history.WindowRows;
import dev.terrace.optimizer.ingest.Books;
import dev.terrace.optimizer.ingest.Catalog;
import dev.terrace.optimizer.ingest.Keeper;
import dev.terrace.optimizer.ingest.KeptFacts;
import dev.terrace.optimizer.trial.GatewayConfigurations;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Puts the rooms together. */
public class Wiring {
    @Produces
    @Singleton
    Books books(OptimizerConfig config) {
        return new Books(config.optimizer().maxCaches());
    }

    @Produces
    @Singleton
    Catalog catalog() {
        return new Catalog();
    }

    @Produces
    @Singleton
    Snapshots snapshots(Pool pool, InstantSource clock) {
        return new Snapshots(pool, clock);
    }

    @Produces
    @Singleton
    Minutes minutes(Pool pool, InstantSource clock) {
        return new Minutes(pool, clock);
    }

    @Produces
    @Singleton
    AdviceRows adviceRows(Pool pool) {
        return new AdviceRows(pool);
    }

    @Produces
    @Singleton
    Schedules schedules(Pool pool, InstantSource clock) {
        return new Schedules(pool, clock);
    }

    @Produces
    @Singleton
    Keeper keeper(Books books, Snapshots snapshots) {
        return new Keeper(books, snapshots);
    }

    @Produces
    @Singleton
    FactSource facts(Books books, Catalog catalog, Snapshots snapshots, Minutes minutes) {
        return new KeptFacts(books, catalog, snapshots, minutes);
    }

    @Produces
    @Singleton
    AdviceBook adviceBook(AdviceRows rows, EventSink sink, InstantSource clock) {
        return new AdviceBook(rows, new RecommendationPublisher(sink), clock);
    }

    @Produces
    @Singleton
    Analyst analyst(FactSource facts, AdviceBook book, OptimizerConfig config) {
        return new Analyst(facts, new SizeAdvisor(config.optimizer().leastReads()), book);
    }

    @Produces
    @Singleton
    Configurations configurations(Vertx vertx, OptimizerConfig config, SecurityConfig security) {
        long timeout = config.optimizer().gatewayTimeout().toMillis();
        Path file = Path.of(security.tokenFile());
        return new GatewayConfigurations(vertx, config.gatewayUrl(), timeout, () -> token(file));
    }

    @Produces
    @Singleton
    Desk desk(AdviceBook book, Configurations configurations) {
        return new Desk(book, configurations);
    }

    @Produces
    @Singleton
    Deeds deeds(EventSink sink, InstantSource clock) {
        return new Deeds(sink, clock);
    }

    @Produces
    @Singleton
    Outlooks outlooks(Pool pool, InstantSource clock) {
        return new Outlooks(new Rollups(pool), new OutlookRows(pool), clock);
    }

    @Produces
    @Singleton
    Round.Signs signs(FactSource facts, Outlooks outlooks, Watch watch) {
        return new Round.Signs(facts, outlooks, watch);
    }

    @Produces
    @Singleton
    Watch watch(Pool pool, InstantSource clock) {
        return new Watch(new WindowRows(pool), new FindingRows(pool), clock);
    }

    @Produces
    @Singleton
    Rounds rounds(Schedules schedules, Analyst analyst, Round.Signs signs, OptimizerConfig config) {
        OptimizerConfig.Optimizer own = config.optimizer();
        return new Rounds(
                schedules,
                List.of(
                        Round.analysis(own.analyzeEvery(), analyst, own.span()),
                        Round.forecast(own.forecastEvery(), signs)));
    }

    private static String token(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
