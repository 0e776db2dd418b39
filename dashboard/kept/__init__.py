"""What people keep beside the log of facts: views of Explore, notes, what was asked. Small files each, which a backup takes along."""
