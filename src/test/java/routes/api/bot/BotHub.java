package routes.api.bot;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.teams.TeamsWiring;
import routes.common.outgoing.EgressWiring;
import routes.fakes.FakeLark;
import routes.http.RunningApi;
import routes.notice.receipt.ReceiptRegistry;
import routes.store.MongoFailingTargets;
import routes.store.StoreIndexes;
import routes.store.WireServer;
import routes.wiring.BotApiWiring;
import routes.wiring.ChannelWiring;
import routes.wiring.LarkWiring;
import routes.wiring.MappedWiring;
import routes.wiring.RenderWiring;
import routes.wiring.SubscriptionWiring;

/** What a running API needs for bots. */
final class BotHub {
    private static final String KEYS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private BotHub() {}

    /** The operations on bots, on this store and beside this Lark. */
    static RunningApi running(WireServer store, FakeLark lark) throws Exception {
        StoreIndexes.create(store.database());
        return RunningApi.start(
                List.of("routes/api-operations.camel.yaml", "routes/channel-lark.camel.yaml"),
                List.of(
                        new ChannelWiring(),
                        new BotApiWiring(),
                        new LarkWiring(),
                        new MappedWiring(),
                        new TeamsWiring(),
                        new RenderWiring(),
                        new SubscriptionWiring(),
                        new EgressWiring()),
                Map.of(
                        "mongoDatabase", store.database(),
                        "failingTargets", new MongoFailingTargets(store.database()),
                        "receiptRegistry", ReceiptRegistry.load(Optional.empty())),
                Map.of(
                        "veaiops.encryption.keys",
                        KEYS,
                        "veaiops.egress.allow-private-targets",
                        "true",
                        "veaiops.bots.refresh-millis",
                        "0",
                        "veaiops.channel.lark.base-url",
                        lark.url()));
    }
}
