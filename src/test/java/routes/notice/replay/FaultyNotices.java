package routes.notice.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Dead notices whose worker crashes, or is overtaken, in the middle of its work. */
final class FaultyNotices {
    private FaultyNotices() {}

    abstract static class Wrapped implements DeadNotices {
        protected final DeadNotices real;

        Wrapped(DeadNotices real) {
            this.real = real;
        }

        @Override
        public List<DeadNotice> next(ReplayJob job, int limit) {
            return real.next(job, limit);
        }

        @Override
        public String newest() {
            return real.newest();
        }

        @Override
        public Optional<DeadNotice> byId(String id) {
            return real.byId(id);
        }

        @Override
        public Set<String> pointless(Collection<DeadNotice> seen) {
            return real.pointless(seen);
        }

        @Override
        public List<Moved> moved(String replayId, Collection<String> ids) {
            return real.moved(replayId, ids);
        }
    }

    static final class Crashing extends Wrapped {
        private final ReplayWorkTest.Crash crash;
        private int movesLeft;

        Crashing(DeadNotices real, ReplayWorkTest.Crash crash, int atMove) {
            super(real);
            this.crash = crash;
            this.movesLeft = atMove;
        }

        @Override
        public int move(List<Move> moves) {
            if (--movesLeft > 0) {
                return real.move(moves);
            }
            switch (crash) {
                case BEFORE_THE_MOVE -> {}
                case HALF_WAY -> real.move(moves.subList(0, moves.size() / 2));
                case AFTER_THE_MOVE -> real.move(moves);
            }
            throw new IllegalStateException("crash");
        }
    }

    static final class Overtaken extends Wrapped {
        private final Runnable meanwhile;

        Overtaken(DeadNotices real, Runnable meanwhile) {
            super(real);
            this.meanwhile = meanwhile;
        }

        @Override
        public int move(List<Move> moves) {
            meanwhile.run();
            return real.move(moves);
        }
    }
}
