package routes.wiring;

import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.account.Callers;
import routes.api.ProbeApi;
import routes.common.security.OpenNetworks;
import routes.common.security.TokenCheck;
import routes.http.AlarmAccess;
import routes.http.AuditTrail;
import routes.http.CallerCheck;
import routes.http.Contract;
import routes.http.ErrorAnswers;
import routes.http.OperationBeans;
import routes.http.RequestSteps;
import routes.steps.kafka.KafkaAccess;
import routes.store.MongoOutage;
import routes.subscription.SubscriptionsNotLoaded;

/** The beans that the API routes name. */
public class ApiWiring implements CamelConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ApiWiring.class);

    /** Without the accounts of the store, as in tests of a part, the admin token is the only way in. */
    @BindToRegistry
    public CallerCheck callerCheck(
            CamelContext context, @PropertyInject(value = "veaiops.admin.token", defaultValue = "") String token) {
        return new CallerCheck(
                TokenCheck.of(token), () -> context.getRegistry().lookupByNameAndType("callers", Callers.class));
    }

    @BindToRegistry
    public RequestSteps requestSteps(
            CallerCheck callerCheck,
            CamelContext context,
            @PropertyInject(value = "veaiops.timezone", defaultValue = "") String zone) {
        return new RequestSteps(
                callerCheck, ZoneSetting.read("veaiops.timezone", zone), Contract.shipped(), audit(context));
    }

    @BindToRegistry
    public OperationBeans operationBeans(CamelContext context) {
        return new OperationBeans(Contract.shipped().operations(), audit(context));
    }

    static Supplier<@Nullable AuditTrail> audit(CamelContext context) {
        return () -> context.getRegistry().lookupByNameAndType("auditTrail", AuditTrail.class);
    }

    @BindToRegistry
    public ErrorAnswers apiErrors() {
        return new ErrorAnswers(
                List.of(MongoOutage::test, SubscriptionsNotLoaded.class::isInstance, KafkaAccess::isRefusal));
    }

    @BindToRegistry
    public OpenNetworks openNetworks(@PropertyInject("veaiops.alarms.open-networks") String networks) {
        OpenNetworks open = OpenNetworks.of(networks);
        if (!open.isEmpty()) {
            LOG.warn(
                    "alarms from {} need no token (veaiops.alarms.open-networks): any host there can open"
                            + " events. Give each sender its token, then empty the setting: docs/veaiops.md",
                    open);
        }
        return open;
    }

    @BindToRegistry
    public AlarmAccess alarmAccess(CamelContext context, OpenNetworks openNetworks) {
        return new AlarmAccess(source -> SourceTokens.of(context, source), openNetworks);
    }

    @BindToRegistry
    public ProbeApi probeApi() {
        return new ProbeApi();
    }
}
