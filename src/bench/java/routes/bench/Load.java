package routes.bench;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * What the generator does.
 *
 * @param keys from the number of the request to its first key
 * @param perSecond requests that are due each second, whatever is answered; 0: the next one as soon as one is answered
 * @param limit the most requests
 */
record Load(int port, RequestTemplate template, LongUnaryOperator keys, Duration time, double perSecond, long limit) {
    static final int CONNECTIONS = 32;

    static Load closed(int port, RequestTemplate template, LongUnaryOperator keys, Duration time) {
        return new Load(port, template, keys, time, 0, Long.MAX_VALUE);
    }

    static Load open(int port, RequestTemplate template, LongUnaryOperator keys, Duration time, double perSecond) {
        return new Load(port, template, keys, time, perSecond, Long.MAX_VALUE);
    }

    Load limited(long requests) {
        return new Load(port, template, keys, time, perSecond, requests);
    }
}
