package dev.terrace.optimizer.analysis.forecast;

/**
 * Exponential smoothing with a damped trend, up to two additive seasons (a day by the step, a week by the hour) and an autocorrelated rest (J. W. Taylor, Short-term electricity
 * demand forecasting using double seasonal exponential smoothing, J. Operational Research Society 54, 2003). Two things are added. A surprise
 * beyond a few times the ordinary one is cut, so that a burst leaves no mark (Gelper, Fried and Croux, J. Forecasting 29, 2010), but for a run of
 * such surprises to one side, which is a shift. And a season's gain is no less than one over the cycles it has seen, so that young seasons are
 * means.
 */
final class Smoothing implements Forecaster {
    private static final double ORDINARY = 4;
    private static final double SCALE_GAIN = 0.02;
    private static final int RUN = 3;

    private final Gains gains;
    private final double[] day;
    private final double[] week;
    private final double leastScale;
    private final int hour;
    private final int seenDays;
    private final int begin;
    private final double[] damped;
    private final double[] remembered;
    private double level;
    private double trend;
    private double rest;
    private double scale;
    private int run;
    private int next;

    /**
     * From seasons that were learnt; the next value observed is that of step {@code next}, 0 being where the seasons begin. It will be asked
     * for no more than so many steps ahead.
     */
    Smoothing(Gains gains, Seasons seasons, int next, int leads) {
        this.gains = gains;
        damped = new double[leads + 1];
        remembered = new double[leads + 1];
        remembered[0] = 1;
        for (int lead = 1; lead <= leads; lead++) {
            damped[lead] = gains.damping() * (1 + damped[lead - 1]);
            remembered[lead] = gains.memory() * remembered[lead - 1];
        }
        day = seasons.day().clone();
        week = seasons.week().clone();
        level = seasons.level();
        scale = seasons.spread();
        leastScale = seasons.least();
        hour = seasons.hour();
        seenDays = seasons.cycles();
        begin = next;
        this.next = next;
    }

    @Override
    public void observe(double value) {
        double base = level + gains.damping() * trend;
        trend *= gains.damping();
        level = base;
        rest *= gains.memory();
        if (!Double.isNaN(value)) {
            take(value - (base + season(next) + rest));
        }
        next++;
    }

    private void take(double surprise) {
        double size = Math.abs(surprise);
        boolean extraordinary = size > ORDINARY * scale;
        run = !extraordinary ? 0 : surprise > 0 ? Math.max(run, 0) + 1 : Math.min(run, 0) - 1;
        double taken = extraordinary && Math.abs(run) <= RUN ? Math.copySign(ORDINARY * scale, surprise) : surprise;
        scale = Math.max(leastScale, scale + SCALE_GAIN * (Math.min(size, ORDINARY * scale) - scale));
        level += gains.level() * taken;
        trend += gains.level() * gains.trend() * taken;
        rest += taken;
        if (day.length > 0) {
            int days = seenDays + (next - begin) / day.length;
            day[next % day.length] += young(gains.day(), days) * taken;
            if (week.length > 0) {
                week[next / hour % week.length] += young(gains.week(), days / 7) / hour * taken;
            }
        }
    }

    private static double young(double gain, int cycles) {
        return Math.max(gain, 1.0 / (cycles + 1));
    }

    @Override
    public double ahead(int lead) {
        return level + trend * damped[lead] + season(next - 1 + lead) + rest * remembered[lead];
    }

    private double season(int step) {
        return (day.length > 0 ? day[step % day.length] : 0) + (week.length > 0 ? week[step / hour % week.length] : 0);
    }

    @Override
    public double scale() {
        return scale;
    }
}
