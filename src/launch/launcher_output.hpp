// Where what a rank prints really ends up.
#pragma once

namespace breakeven::launch {

/// Whether the launcher that is this process's parent has a terminal as standard output (1) or error (2). Launchers
/// hand their ranks a pseudo-terminal even when their own output goes to a file, so isatty() in a rank tells nothing.
/// False when the parent cannot be looked at.
bool launcher_shows_terminal(int descriptor) noexcept;

}  // namespace breakeven::launch
