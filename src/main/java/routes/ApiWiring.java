package routes;

import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.api.AlarmAccess;
import routes.api.ApiDoor;
import routes.api.Contract;
import routes.api.ErrorAnswers;
import routes.api.ProbeApi;
import routes.event.SubscriptionsNotLoaded;
import routes.security.TokenCheck;
import routes.store.MongoOutage;

/** The beans that the API routes name. */
public class ApiWiring implements CamelConfiguration {
    @BindToRegistry
    public ApiDoor apiDoor(
            @PropertyInject(value = "veaiops.admin.token", defaultValue = "") String token,
            @PropertyInject(value = "veaiops.timezone", defaultValue = "") String zone) {
        return new ApiDoor(TokenCheck.of(token), ZoneSetting.read("veaiops.timezone", zone), Contract::shipped);
    }

    @BindToRegistry
    public ErrorAnswers apiErrors() {
        return new ErrorAnswers(List.of(MongoOutage::test, SubscriptionsNotLoaded.class::isInstance));
    }

    @BindToRegistry
    public AlarmAccess alarmAccess(CamelContext context) {
        return new AlarmAccess(source -> context.getPropertiesComponent()
                .resolveProperty("veaiops.alarms.token." + source)
                .orElse(""));
    }

    @BindToRegistry
    public ProbeApi probeApi() {
        return new ProbeApi();
    }
}
