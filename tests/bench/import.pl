# SPDX-License-Identifier: MIT
# import.pl KIND <CSV: the harness's rows (id,opened,status,grid,category,name,subject,assignee,due) as a file that import reads.
# Residents stand as rosters have them: grid by grid (import.pl grids COUNT: those), door by door, three behind each.
use strict;
use warnings;

my ($kind, $count) = @ARGV;
my @channels = qw(walk-in phone grid visit hotline);
my %headings = (cases => 'channel,subject,resident,phone,door,grid,opened_at', grids => 'code,name,leader',
    residents => 'name,phone,door,grid,class');

# Of the household: 1,000 a grid, 20 grids a station.
sub grid_of { my $grid = int($_[0] / 1000); sprintf '310115%06d-G%02d', 7001 + int($grid / 20), $grid % 20 + 1 }

print "$headings{$kind}\n";
if ($kind eq 'grids') {
    print join(',', grid_of($_ * 1000), "grid $_", 'S01'), "\n" for 0 .. int($count / 3000);
    exit;
}
<STDIN>;
while (my $line = <STDIN>) {
    my @cells = $line =~ /("(?:[^"]|"")*"|[^,\n]*)[,\n]/g;
    my ($id, $opened, $name, $subject) = @cells[0, 1, 5, 6];
    my $phone = sprintf '139%08d', $id * 7919 % 100_000_000;
    if ($kind eq 'cases') {
        my $door = sprintf '%d-%d-%d', $id % 400 + 1, $id % 6 + 1, 100 + $id % 30;
        my $grid = sprintf '310115007001-G%02d', $id % 20 + 1;
        print join(',', $channels[$id % 5], $subject, $name, $id % 2 ? $phone : '', $door, $grid, $opened), "\n";
    } else {
        my $home = int($id / 3);
        my $door = sprintf '%d-%d-%d', int($home % 20000 / 60) + 1, int($home / 12) % 5 + 1, int($home / 2) % 6 * 100 + 101 + $home % 2;
        print join(',', $name, $phone, $door, grid_of($home), $id % 50 ? 'general' : 'key'), "\n";
    }
}
