package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.subscription.ManagedApi.SUBSCRIBE;
import static routes.api.subscription.ManagedApi.subscription;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.http.RunningApi;

@Tag("slow")
class StoreAwayTest {
    @Test
    void without_the_store_the_api_says_later_and_the_last_subscriptions_stay_in_force() throws Exception {
        try (ManagedApi api = ManagedApi.start()) {
            api.data("POST", SUBSCRIBE, subscription("shop").toString(), 201);

            api.store().takeAway();
            HttpResponse<String> read = api.http().get(SUBSCRIBE);
            HttpResponse<String> written =
                    api.http().json("POST", SUBSCRIBE, subscription("lost").toString());

            RunningApi.assertError(read, 503, "unavailable");
            RunningApi.assertError(written, 503, "unavailable");
            assertThat(read.headers().firstValue("Retry-After")).isPresent();
            assertThat(api.book().current().size()).isOne();
        }
    }
}
