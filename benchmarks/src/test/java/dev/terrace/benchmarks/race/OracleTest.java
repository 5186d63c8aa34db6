package dev.terrace.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.benchmarks.race.Oracle.Verdict;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final long SECOND = 1_000_000_000L;
    private final Oracle oracle = new Oracle(2, 2);

    private long acknowledged(int gateway, long now) {
        long version = oracle.issue(0);
        oracle.acknowledge(0, version, gateway, "t" + version, now);
        return version;
    }

    @Test
    void theGatewayThatAcknowledgedGivesNothingOlder() {
        long version = acknowledged(1, SECOND);
        assertEquals(0, oracle.bound(0, 0));
        assertEquals(version, oracle.bound(1, 0));
        assertEquals(Verdict.BROKEN, oracle.judge(0, version - 1, oracle.bound(1, 0), SECOND + 1));
        assertEquals(Verdict.NEWEST, oracle.judge(0, version, oracle.bound(1, 0), SECOND + 1));
        assertEquals(new Oracle.Acknowledged(version, "t1"), oracle.newest(0));
    }

    @Test
    void othersMayBeBehindForTwoSecondsAfterTheFirstNewerAcknowledgement() {
        acknowledged(1, SECOND);
        acknowledged(1, 2 * SECOND);
        assertEquals(Verdict.BEHIND, oracle.judge(0, 0, 0, 3 * SECOND));
        assertEquals(Verdict.TOO_OLD, oracle.judge(0, 0, 0, 3 * SECOND + 1));
        assertEquals(Verdict.BEHIND, oracle.judge(0, 1, 0, 4 * SECOND));
        assertEquals(Verdict.TOO_OLD, oracle.judge(0, 1, 0, 4 * SECOND + 1));
        assertEquals(2, oracle.behind().getTotalCount());
        assertEquals(2_000, oracle.behind().getMaxValue() / 1000.0, 2);
    }

    @Test
    void aReadThatWasSentBeforeTheAcknowledgementMayBeOlder() {
        acknowledged(1, SECOND);
        assertEquals(Verdict.NEWEST, oracle.judge(0, 0, 0, SECOND));
    }

    @Test
    void whatNobodyWroteIsFound() {
        acknowledged(0, SECOND);
        assertEquals(Verdict.INVENTED, oracle.judge(0, 2, 0, SECOND));
        assertEquals(Verdict.INVENTED, oracle.judge(1, 1, 0, SECOND));
    }

    @Test
    void whatIsIssuedAndNotAcknowledgedMayBeSeenOrNot() {
        long version = acknowledged(0, SECOND);
        oracle.issue(0);
        assertEquals(Verdict.NEWEST, oracle.judge(0, version, version, 9 * SECOND));
        assertEquals(Verdict.NEWEST, oracle.judge(0, version + 1, version, 9 * SECOND));
    }

    @Test
    void beingGoneIsAVersionToo() {
        acknowledged(0, SECOND);
        assertEquals(Verdict.BROKEN, oracle.judge(0, oracle.absence(0), oracle.bound(0, 0), 2 * SECOND));
        long gone = oracle.issueAbsence(0);
        assertEquals(Verdict.NEWEST, oracle.judge(0, oracle.absence(0), oracle.bound(0, 0), 2 * SECOND));
        oracle.acknowledge(0, gone, 0, null, 3 * SECOND);
        assertEquals(Verdict.BROKEN, oracle.judge(0, gone - 1, oracle.bound(0, 0), 4 * SECOND));
    }
}
