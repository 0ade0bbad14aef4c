package routes.steps.delivery;

import java.time.Instant;
import java.util.List;
import routes.notice.BundleNotices;
import routes.notice.Notice;

/** A store whose user is killed after some writes: nothing after them takes place. */
final class CutOff implements BundleNotices {
    private final BundleNotices real;
    private int writes;

    CutOff(BundleNotices real, int writes) {
        this.real = real;
        this.writes = writes;
    }

    static final class Killed extends RuntimeException {}

    private void write() {
        if (writes-- <= 0) {
            throw new Killed();
        }
    }

    @Override
    public Notice put(Notice carrier) {
        write();
        return real.put(carrier);
    }

    @Override
    public void carry(Notice carrier, Instant now) {
        write();
        real.carry(carrier, now);
    }

    @Override
    public List<Ended> ended(int limit) {
        return real.ended(limit);
    }

    @Override
    public int settle(Ended ended, Instant now) {
        write();
        return real.settle(ended, now);
    }

    @Override
    public void settled(Ended ended) {
        write();
        real.settled(ended);
    }
}
