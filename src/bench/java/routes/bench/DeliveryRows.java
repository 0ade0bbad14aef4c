package routes.bench;

import org.HdrHistogram.Histogram;

/** From the post of an alarm to the post of a webhook: bursts, and at fixed rates. */
final class DeliveryRows {
    private static final int MOST_P99 = 15;
    private static final int CALM = 200;
    private static final int BUSY = 1_000;

    private final Bench bench;
    private final Report report;
    private final Pipeline pipeline;

    DeliveryRows(Bench bench) {
        this.bench = bench;
        this.report = bench.report();
        this.pipeline = bench.pipeline();
    }

    void measure() {
        report.part("Delivery to a local webhook, through one subscription");
        bench.store().empty();
        pipeline.warmUpDelivery();
        bursts();
        pipeline.warmUpLatency();
        bench.store().empty();
        calm();
        busy();
    }

    private void bursts() {
        pipeline.deliveredPerSecond();
        Spread delivered = new Spread();
        String cost = "";
        for (int round = 0; round < bench.settings().rounds(); round++) {
            bench.cost().begin();
            delivered.add(pipeline.deliveredPerSecond());
            cost = bench.cost().of(bench.settings().deliveries()).parts();
        }
        report.atLeast(
                "delivered notices, a burst of "
                        + Report.number(bench.settings().deliveries()),
                delivered,
                3_000,
                "");
        report.row("delivered notices: processor time of one", cost);
    }

    private void calm() {
        Latencies at200 = new Latencies();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            at200.measure(CALM);
        }
        String what = "post to webhook at 200 alarms/s";
        report.atMost(what + ": processor time of one", at200.cost, 2, Report::cost);
        report.row(what + ": processor time of one, by process", at200.parts);
        report.atMost(what + ": p50", at200.p50, 5, Report::millis);
        report.atMost(what + ": p99", at200.p99, MOST_P99, Report::millis);
        report.row("the machine meanwhile: how late a sleep of 1 ms ends", at200.stalls);
    }

    private void busy() {
        Latencies at1000 = new Latencies();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            at1000.measure(BUSY);
        }
        String what = "post to webhook at 1,000 alarms/s";
        report.row(what + ": processor time of one, by process", at1000.parts);
        report.atMost(what + ": p50", at1000.p50, 50, Report::millis);
        report.atMost(what + ": p99", at1000.p99, 50, Report::millis);
    }

    /** Once more at 200 alarms/s, with much that is stored. */
    void again(String with) {
        Latencies once = new Latencies();
        once.measure(CALM);
        String what = "post to webhook at 200 alarms/s, " + with;
        report.row(what + ": processor time of one, by process", once.parts);
        report.atMost(what + ": p50", once.p50, 5, Report::millis);
        report.atMost(what + ": p99", once.p99, MOST_P99, Report::millis);
    }

    /** Of several measurements at one rate. */
    private final class Latencies {
        private final Spread p50 = new Spread();
        private final Spread p99 = new Spread();
        private final Spread cost = new Spread();
        private String parts = "";
        private String stalls = "";

        void measure(int perSecond) {
            bench.rest().run();
            bench.cost().begin();
            try (Stalls machine = new Stalls()) {
                Histogram latency = pipeline.postToWebhook(perSecond);
                stalls = "p99 " + Report.millis(machine.millisAt(99)) + ", longest "
                        + Report.millis(machine.millisAt(100));
                ProcessorCost.Millis millis = bench.cost().of(latency.getTotalCount());
                cost.add(millis.total());
                parts = millis.parts();
                p50.add(latency.getValueAtPercentile(50) / 1000.0);
                p99.add(latency.getValueAtPercentile(99) / 1000.0);
            }
        }
    }
}
