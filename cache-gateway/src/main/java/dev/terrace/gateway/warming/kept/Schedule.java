package dev.terrace.gateway.warming.kept;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something is to be done again: UNIX cron (minute, hour, day of month, month, day of week) in a time zone. Where clocks are put
 * forward, a time that does not exist that day is left out or moved as cron-utils does it; never twice where they are put back.
 */
public final class Schedule {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final ZoneId zone;

    private Schedule(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** What is wrong with a time zone; empty when nothing is. */
    public static Optional<String> zoneFault(@Nullable String zone) {
        try {
            ZoneId known = ZoneId.of(zone == null ? "UTC" : zone);
            return known == null ? Optional.of("No such time zone.") : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("A time zone like Europe/Berlin or UTC.");
        }
    }

    /** What is wrong with a schedule; empty when nothing is. */
    public static Optional<String> fault(String cron, Instant now) {
        try {
            return of(cron, null).after(now).isEmpty() ? Optional.of("It never comes.") : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("Five fields of UNIX cron (minute hour day month weekday), for example 0 3 * * *.");
        }
    }

    /**
     * The schedule; UTC without a zone.
     *
     * @throws IllegalArgumentException when it is none
     * @throws DateTimeException when there is no such zone
     */
    public static Schedule of(String cron, @Nullable String zone) {
        Cron parsed = PARSER.parse(cron).validate();
        return new Schedule(ExecutionTime.forCron(parsed), ZoneId.of(zone == null ? "UTC" : zone));
    }

    /** The next time after that; empty when it never comes. */
    public Optional<Instant> after(Instant now) {
        return times.nextExecution(now.atZone(zone)).map(next -> next.toInstant());
    }
}
